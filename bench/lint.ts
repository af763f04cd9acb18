import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../scripts/bundle.ts";
import { locateHelm } from "../src/render/index.ts";
import type { LintReport } from "../src/vocabulary/index.ts";
import { OFFLINE } from "../test/servers/phalanx/lab/tree.ts";
import { type Floor, measureFloor } from "./lint-floor.ts";
import { LINT_TREES, type LintTree } from "./lint-trees.ts";
import { type Run, timed } from "./measure.ts";

/** What the bundled CLI and Helm need. */
interface Programs {
  readonly holdfast: string;
  readonly helm: string;
  /** For caches. */
  readonly folder: string;
}

/** How long lint takes with an empty cache and again, next to plain Helm. Without the Phalanx archive it says so. */
export async function measureLint(say: (text: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-bench-lint-"));
  try {
    await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    await bundle({ holdfast: "src/cli/holdfast.ts" }, join(folder, "holdfast"));
    const { binary: helm } = await locateHelm({ env: process.env, pinned: null, dependency: "helm-4" });
    const programs = { holdfast: join(folder, "holdfast", "holdfast.js"), helm, folder };
    for (const tree of LINT_TREES) say(`${await measureTree(tree, programs)}\n`);
    if (LINT_TREES.length === 1) say("lint, Phalanx: not measured, its archive is not there\n");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureTree(tree: LintTree, { holdfast, helm, folder }: Programs): Promise<string> {
  await using place = await tree.open();
  const load = loadavg()[0]?.toFixed(1);
  const args = [holdfast, "lint", ...tree.environments, "--output", "json"];
  const env = { ...OFFLINE, HOLDFAST_HELM: helm, XDG_CACHE_HOME: join(folder, tree.name) };
  const lint = (): Promise<Run> => timed({ program: process.execPath, args, env, cwd: place.root, codes: [0] });
  const cold = await lint();
  const warm = await lint();
  const report = JSON.parse(cold.stdout) as LintReport;
  const applications = report.environments.flatMap((environment) =>
    environment.applications
      .filter(({ leaves }) => leaves !== null)
      .map(({ name }) => [environment.name, name] as const),
  );
  const floor = await measureFloor({ root: place.root, helm, applications }, tree);
  const lines = [
    `lint, ${tree.name}: ${tree.environments.join(", ")} (${cpus().length} cores, load ${load})`,
    ...describeRuns(report, { cold, warm, applications: applications.length }, tree),
    ...describeFloor(floor, { cold, warm, leaves: total(report, "leaves") }),
  ];
  return lines.join("\n  ");
}

interface Runs {
  readonly cold: Run;
  readonly warm: Run;
}

function describeRuns(
  report: LintReport,
  { cold, warm, applications }: Runs & { readonly applications: number },
  { aims }: LintTree,
): string[] {
  const all = report.environments.flatMap((environment) => environment.applications).length;
  const [leaves, probes] = [total(report, "leaves"), total(report, "probes")];
  const line = (name: string, run: Run, aim: number | undefined): string =>
    `${name} ${seconds(run.seconds)} (CPU ${seconds(run.cpuSeconds)})${aim === undefined ? "" : ` (at most ${aim} s): ${run.seconds <= aim ? "met" : "missed"}`}`;
  return [
    `${applications} of ${all} applications, ${leaves} leaves, ${total(report, "renders")} renders, ${probes} probes: ${(leaves / Math.max(probes, 1)).toFixed(1)} leaves for each probe`,
    line("cold", cold, aims?.cold),
    line("warm", warm, aims?.warm),
  ];
}

/** One render for each leaf is not run: it is the mean of the floor's renders, times the leaves. */
function describeFloor(floor: Floor, { cold, warm, leaves }: Runs & { readonly leaves: number }): string[] {
  const each = floor.seconds / Math.max(floor.rendered, 1);
  const naive = each * leaves;
  return [
    `helm template once for each of ${floor.rendered} applications: ${seconds(floor.seconds)}; cold ${times(cold.seconds / floor.seconds)}, warm ${times(warm.seconds / floor.seconds)} its time`,
    `helm template once for each leaf, extrapolated: ${seconds(naive)}; cold is ${times(naive / cold.seconds)} faster`,
  ];
}

function total({ environments }: LintReport, what: "leaves" | "renders" | "probes"): number {
  return environments.reduce((sum, { stats }) => sum + stats[what], 0);
}

function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}

function times(ratio: number): string {
  return `${ratio.toFixed(1)} times`;
}
