import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { bundle } from "../scripts/bundle.ts";
import { locateHelm } from "../src/render/index.ts";
import type { ReviewReport } from "../src/vocabulary/index.ts";
import { OFFLINE } from "../test/servers/phalanx/lab/tree.ts";
import { LINT_TREES, type LintTree } from "./lint-trees.ts";
import { type Run, timed } from "./measure.ts";

const run = promisify(execFile);

/** One changed value of one application. */
interface ChangedValue {
  readonly application: string;
  readonly environment: string;
  readonly from: string;
  readonly to: string;
}

const CHANGED: Readonly<Record<string, ChangedValue>> = {
  Phalanx: {
    application: "prompt-kafka",
    environment: "usdfdev-prompt-processing",
    from: "size: 100Gi",
    to: "size: 200Gi",
  },
  example: { application: "alert-stream-broker", environment: "idfint", from: "partitions: 45", to: "partitions: 50" },
};

/** What the review of one changed value may take, in times of the two renders that cannot be done without. */
const AIM = 2;
const ROUNDS = 5;

/** How long a review of one changed value takes, cold and warm, next to two runs of plain `helm template`. */
export async function measureReview(say: (text: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-bench-review-"));
  try {
    await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    await bundle({ holdfast: "src/cli/holdfast.ts" }, join(folder, "holdfast"));
    const { binary: helm } = await locateHelm({ env: process.env, pinned: null, dependency: "helm-4" });
    const programs = { holdfast: join(folder, "holdfast", "holdfast.js"), helm, folder };
    for (const tree of LINT_TREES) say(`${await measureTree(tree, programs)}\n`);
    if (LINT_TREES.length === 1) say("review, Phalanx: not measured, its archive is not there\n");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the bundled CLI and Helm need. */
interface Programs {
  readonly holdfast: string;
  readonly helm: string;
  /** For caches. */
  readonly folder: string;
}

async function measureTree(tree: LintTree, { holdfast, helm, folder }: Programs): Promise<string> {
  const changed = CHANGED[tree.name];
  if (changed === undefined) return `review, ${tree.name}: no change is known`;
  await using place = await tree.open();
  const base = await commitChange(place.root, tree, changed);
  const env = { ...OFFLINE, HOLDFAST_HELM: helm, XDG_CACHE_HOME: join(folder, tree.name) };
  const args = [holdfast, "review", changed.environment, "--base", base, "--head", "HEAD", "--output", "json"];
  const review = (): Promise<Run> => timed({ program: process.execPath, args, env, cwd: place.root, codes: [0] });
  const values = join(place.root, tree.values(changed.environment, changed.application));
  const template = ["template", "x", join(place.root, tree.chart(changed.application)), "--values", values];
  const plain = (): Promise<Run> =>
    timed({ program: helm, args: [...template, ...tree.more], env, cwd: place.root, codes: [0] });
  const load = loadavg()[0]?.toFixed(1);
  const cold = await review();
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [first, second] = [await plain(), await plain()];
    rounds.push({ floor: first.seconds + second.seconds, warm: (await review()).seconds });
  }
  const floor = median(rounds.map((round) => round.floor));
  const { stats, environments } = JSON.parse(cold.stdout) as ReviewReport;
  const warm = median(rounds.map((round) => round.warm));
  return [
    `review, ${tree.name}: one value of ${changed.application} in ${changed.environment} (${cpus().length} cores, load ${load})`,
    `${environments.length} environment changed, ${stats.applications} application, ${stats.neighbours} neighbours, ${stats.renders} renders, of which ${stats.probes} are probes`,
    `helm template twice, one after the other: ${floor.toFixed(2)} s`,
    `cold ${describe(cold.seconds, floor)}`,
    `warm ${describe(warm, floor)}`,
  ].join("\n  ");
}

/** @returns the commit before the change. */
async function commitChange(root: string, tree: LintTree, changed: ChangedValue): Promise<string> {
  const git = async (...args: readonly string[]): Promise<string> =>
    (await run("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.test", ...args], { cwd: root })).stdout;
  const base = (await git("rev-parse", "HEAD")).trim();
  const file = join(root, tree.values(changed.environment, changed.application));
  const text = await readFile(file, "utf8");
  if (!text.includes(changed.from)) throw new Error(`${file} has no ${changed.from}`);
  await writeFile(file, text.replace(changed.from, changed.to));
  await git("commit", "--quiet", "--all", "--message", "Change a value");
  return base;
}

function describe(seconds: number, floor: number): string {
  const ratio = seconds / floor;
  return `${seconds.toFixed(2)} s, ${ratio.toFixed(1)} times that (at most ${AIM}): ${ratio <= AIM ? "met" : "missed"}`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
