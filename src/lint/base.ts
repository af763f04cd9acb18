import { posix } from "node:path";
import { readOffline } from "../check/index.ts";
import type { Config } from "../config/config.ts";
import { UserError } from "../errors/index.ts";
import type { GitRepository } from "../git/port.ts";
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
export async function baseOf(request: LintRequest, { repository }: LintPorts): Promise<Base | null> {
  const commit = await commitOf(request, repository);
  return commit === null ? null : { commit, changed: await repository.changedFiles(commit, request.revision) };
}

async function commitOf({ revision, base }: LintRequest, repository: GitRepository): Promise<string | null> {
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

/** A base with the files that changed since. */
export interface Base {
  readonly commit: string;
  readonly changed: readonly string[];
}

/** What the base declared for an environment. */
export interface Before {
  /** Null where nothing that the environment is rendered from has changed since, or where it could not be read. */
  readonly intent: DeclaredIntent | null;
  /** Why it could not be read, one clause. */
  readonly notes: readonly string[];
}

/** Reads an environment as the base declared it, where that may differ. */
export async function readBefore(
  read: ReadEnvironment,
  { request, base }: { readonly request: LintRequest; readonly base: Base | null },
  ports: LintPorts,
): Promise<Before> {
  const { config } = request;
  const { environment } = read;
  if (base === null || !hasChanged(read, config, base)) return { intent: null, notes: [] };
  try {
    const wanted = { config, environment, revision: base.commit, applications: null };
    return { intent: declaredIntentOf(environment, await readOffline(wanted, ports)), notes: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { intent: null, notes: [`the change was not looked at: ${error.message.replace(/\.$/, "")}`] };
  }
}

/** Only a chart or a values file matters; where not all values were read, any file. */
function hasChanged({ applications, declaration }: ReadEnvironment, { layout }: Config, { changed }: Base): boolean {
  if (applications.length < declaration.applications.length) return changed.length > 0;
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
