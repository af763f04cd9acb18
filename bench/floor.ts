/**
 * The floor: what no check can do without. The same Kubernetes client, the LISTs of the declared kinds, their JSON, and
 * one render; nothing is compared. `run.ts` bundles it as the CLI is bundled.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { enableCompileCache } from "node:module";
import { buffer } from "node:stream/consumers";

/** What run.ts writes for the floor to do. */
export interface FloorWork {
  readonly context: string;
  /** Paths of the collections, `/api/v1/namespaces/bench/services`. */
  readonly lists: readonly string[];
  readonly helm: string;
  readonly render: readonly string[];
}

enableCompileCache();
const work = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as FloorWork;
const rendered = render();
const { KubeConfig } = await import("@kubernetes/client-node");
const config = new KubeConfig();
config.loadFromDefault();
config.setCurrentContext(work.context);
const options: RequestOptions = {};
await config.applyToHTTPSOptions(options);
const counts = await Promise.all(work.lists.map(listAll));
const objects = counts.reduce((sum, count) => sum + count, 0);
process.stdout.write(`${objects} objects, ${await rendered} bytes of manifests\n`);

async function listAll(path: string): Promise<number> {
  let objects = 0;
  let token = "";
  do {
    const page = await get(`${path}?limit=500${token === "" ? "" : `&continue=${encodeURIComponent(token)}`}`);
    objects += page.items.length;
    token = page.metadata.continue ?? "";
  } while (token !== "");
  return objects;
}

interface Page {
  readonly items: readonly unknown[];
  readonly metadata: { readonly continue?: string };
}

async function get(path: string): Promise<Page> {
  const url = new URL(path, config.getCurrentCluster()?.server);
  const { promise, resolve, reject } = Promise.withResolvers<Page>();
  const outgoing = httpsRequest(url, options, (response) => {
    buffer(response).then((bytes) => resolve(JSON.parse(bytes.toString("utf8")) as Page), reject);
  });
  outgoing.on("error", reject).end();
  return promise;
}

async function render(): Promise<number> {
  const helm = spawn(work.helm, work.render, { stdio: ["ignore", "pipe", "inherit"] });
  return (await buffer(helm.stdout)).length;
}
