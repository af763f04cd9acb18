import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { HAS_PHALANX, PhalanxTree } from "../test/servers/phalanx/lab/tree.ts";

const run = promisify(execFile);
const HERE = join(import.meta.dirname, "..");

/** A repository to lint, and how plain Helm finds its way in it. */
export interface LintTree {
  readonly name: string;
  readonly environments: readonly string[];
  /** Seconds at most that are aimed at; null where nothing is. */
  readonly aims: { readonly cold: number; readonly warm: number } | null;
  readonly open: () => Promise<{ readonly root: string } & AsyncDisposable>;
  readonly chart: (application: string) => string;
  readonly values: (environment: string, application: string) => string;
  /** More arguments for `helm template`. */
  readonly more: readonly string[];
}

const PHALANX: LintTree = {
  name: "Phalanx",
  environments: ["usdfprod-prompt-processing", "usdfdev-prompt-processing"],
  aims: { cold: 20, warm: 3 },
  open: () => PhalanxTree.unpack({ kubeconfig: "unused", context: "unused" }),
  chart: (application) => `applications/${application}`,
  values: (environment, application) => `applications/${application}/values-${environment}.yaml`,
  more: ["--set", "global.host=h.example.org,global.baseUrl=https://h.example.org,global.vaultSecretsPath=secret/h"],
};

const EXAMPLE: LintTree = {
  name: "example",
  environments: ["idfint", "idfdev", "idfprod"],
  aims: null,
  open: cloneExample,
  chart: (application) => `charts/${application}`,
  values: (environment, application) => `environments/${environment}/${application}.yaml`,
  more: [],
};

/** The example environments, and Phalanx where its archive lies. */
export const LINT_TREES: readonly LintTree[] = HAS_PHALANX ? [PHALANX, EXAMPLE] : [EXAMPLE];

/** The last commit: a working tree that differs from it would be rendered beside it. */
async function cloneExample(): Promise<{ readonly root: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-bench-example-"));
  const root = join(folder, "example");
  await run("git", ["clone", "--quiet", HERE, root]);
  return { root, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
