import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isJsonObject, type KubernetesObject } from "../../../src/vocabulary/index.ts";
import { type Mutation, patched } from "./clones.ts";
import { type Cluster, listOf } from "./cluster.ts";
import { applyAs, type HowOf, post, request, type Step, wait } from "./requests.ts";
import type { How } from "./rows/index.ts";

const EDITOR = join(import.meta.dirname, "editor.ts");

/**
 * Does everything that the rows say, step by step; of one step, what one call can do together is done together. Gives a
 * line for each call that failed: its mutations were not done.
 */
export async function mutate(cluster: Cluster, mutations: readonly Mutation[], folder: string): Promise<string[]> {
  const failed: string[] = [];
  const attempt = async (work: Promise<void>): Promise<void> => {
    await work.catch((error: unknown) => failed.push(`${cluster.namespace}: ${String(error)}`));
  };
  const longest = Math.max(0, ...mutations.map(({ row }) => row.live?.length ?? 0));
  for (let i = 0; i < longest; i++) {
    const steps = mutations.flatMap((mutation): Step[] => {
      const how = mutation.row.live?.[i];
      return how === undefined ? [] : [{ mutation, how }];
    });
    await attempt(edit(cluster, pick(steps, "edit"), join(folder, `edits-${cluster.namespace}-${i}.json`)));
    await attempt(apply(cluster, pick(steps, "apply")));
    await attempt(send(cluster, pick(steps, "client-apply"), ["apply"]));
    await attempt(send(cluster, pick(steps, "create"), ["create"]));
    await attempt(putBack(cluster, pick(steps, "replace")));
    await attempt(call(cluster, pick(steps, "kubectl")));
    for (const step of pick(steps, "request")) await attempt(request(cluster, step));
    for (const step of pick(steps, "post")) await attempt(post(cluster, step));
    await Promise.all(pick(steps, "wait").map((step) => attempt(wait(cluster, step))));
  }
  return failed;
}

function pick<T extends How["tool"]>(steps: readonly Step[], tool: T): Step<HowOf<T>>[] {
  return steps.filter((step): step is Step<HowOf<T>> => step.how.tool === tool);
}

type Of<T extends How["tool"]> = Step<HowOf<T>>;
type Sent = Of<"client-apply" | "create" | "replace">;

async function edit(cluster: Cluster, steps: readonly Of<"edit">[], file: string): Promise<void> {
  if (steps.length === 0) return;
  const patches = steps.map(({ mutation: { object }, how }) => [`${object.kind}/${object.metadata.name}`, how.patch]);
  await writeFile(file, JSON.stringify(Object.fromEntries(patches)));
  const targets = steps.map(({ mutation }) => cluster.target(mutation.object));
  const editor = `${process.execPath} ${EDITOR} ${file}`;
  await cluster.kubectl(["edit", "--output=json", ...targets], { env: { KUBE_EDITOR: editor } });
}

/**
 * Where kubectl applied on the client before, its server-side apply first takes over everything under the new manager's
 * name, and then drops what it does not send. Another program does not: there the request is sent as it would send it.
 */
async function apply(cluster: Cluster, steps: readonly Of<"apply">[]): Promise<void> {
  for (const [manager, of] of Map.groupBy(steps, ({ how }) => how.manager)) {
    const objects = of.map(({ mutation: { object }, how }) => appliedPart(object, how.fields));
    if (of[0]?.mutation.at.way === "client-side apply") {
      await Promise.all(objects.map((object) => applyAs(cluster, object, manager)));
      continue;
    }
    const flags = [
      "--server-side",
      "--validate=false",
      "--force-conflicts",
      `--field-manager=${manager}`,
      "--filename=-",
    ];
    await cluster.kubectl(["apply", ...flags], { stdin: listOf(objects) });
  }
}

function appliedPart(
  { apiVersion, kind, metadata }: KubernetesObject,
  fields: Extract<How, { tool: "apply" }>["fields"],
) {
  const more = isJsonObject(fields["metadata"]) ? fields["metadata"] : {};
  return { apiVersion, kind, ...fields, metadata: { name: metadata.name, ...more } };
}

async function send(cluster: Cluster, steps: readonly Sent[], verb: readonly string[]): Promise<void> {
  if (steps.length === 0) return;
  const objects = steps.map(({ mutation, how }) => patched(mutation.object, how.patch));
  await cluster.kubectl([...verb, "--filename=-"], { stdin: listOf(objects) });
}

/** As a person does it who fetched the object before. */
async function putBack(cluster: Cluster, steps: readonly Sent[]): Promise<void> {
  if (steps.length === 0) return;
  const objects = steps.map(async ({ mutation, how }) => patched(await mustBeLive(cluster, mutation), how.patch));
  await cluster.kubectl(["replace", "--filename=-"], { stdin: listOf(await Promise.all(objects)) });
}

async function mustBeLive(cluster: Cluster, { object, row }: Mutation): Promise<KubernetesObject> {
  const live = await cluster.live(object);
  if (live === null) throw new Error(`${row.what}: ${object.kind} ${object.metadata.name} is not there`);
  return live;
}

async function call(cluster: Cluster, steps: readonly Of<"kubectl">[]): Promise<void> {
  for (const [how, of] of Map.groupBy(steps, ({ how }) => how)) {
    const targets = of.map(({ mutation }) => cluster.target(mutation.object));
    await cluster.kubectl(how.args(targets));
  }
}
