/**
 * `npm run bench`: how fast `holdfast check` is next to `kubectl diff` and next to what cannot be done without, against
 * one real API server, near and far; then how fast a Kafka is read next to the bare calls of its clients; then how fast lint is
 * next to plain Helm, then a review. `npm run bench -- lint` and `-- review` measure one of them alone. Prints what docs/benchmarks.md explains. It judges, but nothing fails by its numbers.
 */
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { writeKubeconfig } from "../test/servers/kube/plane/kubeconfig.ts";
import { compare, memoryOf, type Rounds } from "./comparison.ts";
import { measureKafka } from "./kafka.ts";
import { type Lab, openLab } from "./lab.ts";
import { measureLint } from "./lint.ts";
import { measureReview } from "./review.ts";
import { openSlowLink } from "./slow-link.ts";
import { describe, judge, judgeMemory } from "./summary.ts";
import { deploy, type Workload } from "./workload.ts";

const FAR_MS = 30;
const SIZES = [100, 1000];
/** The targets are for this size. */
const JUDGED = 1000;
/** Plain `kubectl diff` takes so long that chance evens out within one run. */
const ROUNDS: Rounds = { all: 5, kubectl: 1 };
const LARGEST = 10_000;

const only = process.argv[2] ?? null;
if (only === null) {
  await measureChecks();
  await measureKafka(say);
}
if (only !== "review") await measureLint(say);
if (only !== "lint") await measureReview(say);

async function measureChecks(): Promise<void> {
  await using lab = await openLab();
  say(
    `${cpus().length} cores, ${cpus()[0]?.model.trim()}, load ${loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}\n\n`,
  );
  for (const objects of SIZES) {
    const workload = await deploy(objects, lab);
    await measure(workload, { lab, kubeconfig: lab.plane.kubeconfig, roundTripMs: 0 });
    await using link = await openSlowLink({ to: lab.plane.ports.api, roundTripMs: FAR_MS });
    const kubeconfig = await kubeconfigAt(link.port, lab);
    await measure(workload, { lab, kubeconfig, roundTripMs: FAR_MS });
  }
  await measureLargest(lab);
}

interface Place {
  readonly lab: Lab;
  readonly kubeconfig: string;
  readonly roundTripMs: number;
}

async function measure(workload: Workload, { lab, kubeconfig, roundTripMs }: Place): Promise<void> {
  const caches = join(lab.folder, `caches-${workload.objects}-${roundTripMs}`);
  const measured = await compare({ lab, workload, kubeconfig, caches }, ROUNDS);
  say(`${describe(measured, roundTripMs)}\n`);
  if (workload.objects === JUDGED) say(`${judge(measured, roundTripMs)}\n`);
}

async function kubeconfigAt(port: number, { plane, folder }: Lab): Promise<string> {
  const path = join(folder, `kubeconfig-${port}`);
  await writeKubeconfig({ path, url: `https://127.0.0.1:${port}`, ca: plane.ca, tokens: plane.tokens });
  return path;
}

async function measureLargest(at: Lab): Promise<void> {
  const workload = await deploy(LARGEST, at);
  const caches = join(at.folder, `caches-${LARGEST}`);
  const { peak, run } = await memoryOf({ lab: at, workload, kubeconfig: at.plane.kubeconfig, caches });
  say(`${judgeMemory(LARGEST, peak.tree)} (${Math.round(peak.process)} MB itself, ${run.seconds.toFixed(1)} s)\n`);
}

function say(text: string): void {
  process.stdout.write(text);
}
