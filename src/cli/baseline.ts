import { writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import { UserError } from "../errors/index.ts";
import { baselineOf, formatBaseline } from "../findings/index.ts";
import type { CheckReport } from "../vocabulary/index.ts";
import type { Session } from "./session.ts";

/** @throws UserError when holdfast.yaml names no baseline. */
export function baselineFile({ config }: Session): string {
  if (config.baseline !== null) return config.baseline;
  throw new UserError("holdfast.yaml names no baseline. Add `baseline: holdfast-baseline.json` to it.");
}

/**
 * Adds the findings of a report to the baseline file that holdfast.yaml names.
 * @throws UserError when it names none, or the file cannot be written.
 */
export async function writeBaseline(report: CheckReport, session: Session, why: string): Promise<void> {
  const { config, ports } = session;
  const file = baselineFile(session);
  const findings = report.environments.flatMap((environment) => environment.findings);
  const signature = { who: userInfo().username, when: ports.now().toISOString().slice(0, 10), why };
  const baseline = baselineOf(findings, { ...signature, previous: await session.baseline() });
  await writeFile(join(config.root, file), formatBaseline(baseline)).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`The baseline ${file} cannot be written (${error.code ?? error.message}).`);
  });
  process.stderr.write(`${file} accepts ${baseline.entries.length} findings; later checks list them as ignored.\n`);
}
