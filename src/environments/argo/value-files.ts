import { posix } from "node:path";
import { type BuildEnvironment, fillVariables, unknownVariable } from "./build-environment.ts";

/** A values file of an Application, found in the repository or refused with a clause that says why. */
export type ValueFile = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly why: string };

export interface ValueFileContext {
  /** The chart's folder. */
  readonly path: string;
  /** Names of the sources in this repository that values files may refer to as `$name/…`. */
  readonly refs: ReadonlySet<string>;
  readonly variables: BuildEnvironment;
}

/**
 * Where a values file of an Application lies, relative to the repository's root, as Argo CD finds it:
 * relative to the chart, from the root when it starts with `/`, or from the root of another source as `$name/…`.
 */
export function resolveValueFile(file: string, { path, refs, variables }: ValueFileContext): ValueFile {
  const [first = "", ...rest] = file.split("/");
  if (first.startsWith("$") && refs.has(first.slice(1))) return insideOf(posix.join(...rest, "."), file);
  const unknown = unknownVariable(file, variables);
  if (unknown !== null) return { ok: false, why: `its values file ${file} needs ${unknown}, which only Argo CD knows` };
  const filled = fillVariables(file, variables);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(filled))
    return { ok: false, why: `its values file ${filled} lies outside of this repository` };
  return insideOf(filled.startsWith("/") ? posix.join(".", filled) : posix.join(path, filled), filled);
}

function insideOf(path: string, file: string): ValueFile {
  const leaves = path === ".." || path.startsWith("../");
  return leaves ? { ok: false, why: `its values file ${file} leads out of the repository` } : { ok: true, path };
}
