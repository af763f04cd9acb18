import { posix } from "node:path";
import { readOffline } from "../check/index.ts";
import { UserError } from "../errors/index.ts";
import type { DeclaredIntent } from "../systems/system.ts";
import { declaredIntentOf } from "./declared-intent.ts";
import type { LintPorts } from "./ports.ts";
import type { ReadEnvironment } from "./read.ts";
import type { LintRequest } from "./request.ts";

const DIRTY = "+dirty";

/**
 * The commit that change rules compare with: the one that was asked for, else the last commit where the working tree
 * differs from it. Null where there is nothing to compare with.
 * @throws UserError when this clone lacks the revision that was asked for.
 */
export async function baseOf({ revision, base }: LintRequest, { repository }: LintPorts): Promise<string | null> {
  if (base !== null) {
    const commit = await repository.resolve(base);
    if (commit !== null) return commit;
    throw new UserError(
      `This clone has no revision ${JSON.stringify(base)} to compare with. Fetch it, or name another one with --base.`,
    );
  }
  if (revision !== null) return null;
  const tree = await repository.workingTree();
  return tree.revision?.endsWith(DIRTY) ? tree.revision.slice(0, -DIRTY.length) : null;
}

/**
 * What the base declared for an environment; null without a base, where the base does not have the environment, or where
 * nothing that the environment is rendered from has changed since.
 */
export async function readBase(
  read: ReadEnvironment,
  { request, base }: { readonly request: LintRequest; readonly base: string | null },
  ports: LintPorts,
): Promise<DeclaredIntent | null> {
  const { environment } = read;
  if (base === null || !(await hasChanged(read, { request, base }, ports))) return null;
  try {
    const wanted = { config: request.config, environment, revision: base, applications: null };
    return declaredIntentOf(environment, await readOffline(wanted, ports));
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** Only a chart or a values file matters; where not all values were read, any file. */
async function hasChanged(
  { applications, declaration }: ReadEnvironment,
  { request, base }: { readonly request: LintRequest; readonly base: string },
  { repository }: LintPorts,
): Promise<boolean> {
  const changed = await repository.changedFiles(base, request.revision);
  if (applications.length < declaration.applications.length) return changed.length > 0;
  const { layout } = request.config;
  const folders = [
    ...(layout.kind === "app-of-apps" ? [layout.chart] : []),
    ...applications.flatMap(({ application, values }) => [
      application.chart,
      ...values.sources.flatMap(({ file }) => (file === null ? [] : posix.dirname(file))),
    ]),
  ];
  const files = new Set(applications.flatMap(({ application }) => application.valueFiles));
  return changed.some((file) => files.has(file) || folders.some((folder) => file.startsWith(`${folder}/`)));
}
