/** Git alone: what values files lose on their way, which couplings do not hold, what a change risks. No cluster is asked. */
import pLimit from "p-limit";
import type { LintReport } from "../vocabulary/index.ts";
import { type Base, baseOf, readBefore } from "./base.ts";
import { applicationDifferences, type Collected, changeDifferences, couplingDifferences } from "./collect.ts";
import { readDefinitionFiles } from "./crd/index.ts";
import { declaredIntentOf } from "./declared-intent.ts";
import { definitionFindings } from "./definitions.ts";
import { reportEnvironment } from "./environment.ts";
import { locateAll } from "./locate.ts";
import { onceForSharedFiles } from "./once.ts";
import type { LintPorts } from "./ports.ts";
import { type ReadEnvironment, readForLint } from "./read.ts";
import type { LintRequest } from "./request.ts";
import { switchesOf } from "./switches.ts";
import { surveyWorld } from "./world.ts";

export { applicationDifferences, type Collected, changeDifferences, couplingDifferences } from "./collect.ts";
export { ignoreByComment } from "./comments.ts";
export { type Definition, readDefinitionFiles } from "./crd/index.ts";
export { declaredIntentOf } from "./declared-intent.ts";
export { definitionFindings } from "./definitions.ts";
export { findingOf } from "./environment.ts";
export { type Located, locateAll } from "./locate.ts";
export { onceForSharedFiles } from "./once.ts";
export type { LintPorts } from "./ports.ts";
export type { ReadEnvironment } from "./read.ts";
export type { LintRequest } from "./request.ts";
export { switchesOf } from "./switches.ts";
export type { LintWorld, TracedApplication } from "./traced.ts";
export { surveyWorld } from "./world.ts";

/** Environments that are read at the same time. */
const CONCURRENT_ENVIRONMENTS = 4;

/**
 * Lints environments: read and trace, apply the rules, find the values lines, report.
 * @throws UserError for a mistake in arguments or configuration; what cannot be rendered is in the report instead.
 */
export async function lint(request: LintRequest, ports: LintPorts): Promise<LintReport> {
  const started = ports.now();
  const limit = pLimit(CONCURRENT_ENVIRONMENTS);
  const base = await baseOf(request, ports);
  const read = await Promise.all(
    request.environments.map((environment) => limit(() => readForLint(environment, request, ports))),
  );
  const found = await collect(read, { request, base }, ports);
  const collected = onceForSharedFiles(found.map((one) => one.collected));
  const located = await Promise.all(read.map((one, index) => locateAll(collected[index] ?? [], one, ports.provenance)));
  const ended = ports.now();
  const today = ended.toISOString().slice(0, 10);
  const seconds = (ended.getTime() - started.getTime()) / 1000;
  const report: LintReport = {
    schemaVersion: 1,
    revision: read[0]?.declaration.revision ?? null,
    base: base?.commit ?? null,
    environments: read.map((one, index) =>
      reportEnvironment(
        { read: one, located: located[index] ?? [], notes: found[index]?.notes ?? [], seconds },
        request,
        today,
      ),
    ),
  };
  return ports.scrubber.scrubJson(report);
}

interface Findings {
  readonly collected: readonly Collected[];
  readonly notes: readonly string[];
}

/** What the rules find that are switched on, by environment. */
async function collect(
  read: readonly ReadEnvironment[],
  { request, base }: { readonly request: LintRequest; readonly base: Base | null },
  ports: LintPorts,
): Promise<readonly Findings[]> {
  const world = await surveyWorld(read, request.config);
  const files = await readDefinitionFiles(request.config.root, request.config.crds);
  const isOn = switchesOf(request.config);
  return Promise.all(
    read.map(async (one) => {
      const before = await readBefore(one, { request, base }, ports);
      const after = declaredIntentOf(one.environment, one);
      const defined = definitionFindings(one, files);
      const found = [
        ...applicationDifferences(one, world),
        ...defined.collected,
        ...couplingDifferences(after),
        ...changeDifferences(before.intent, after),
      ];
      return {
        collected: found.filter(({ difference }) => isOn(difference.reason)),
        notes: [...one.intent.notes, ...defined.notes, ...before.notes],
      };
    }),
  );
}
