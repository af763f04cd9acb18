import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { readManifests } from "../src/render/index.ts";
import { APPLICATIONS } from "../test/demo/applications.ts";

/** The environment whose objects are copied: topics, users, workloads, network and access rules as they really come. */
const ENVIRONMENT = "idfint";

/** Every object that the example environment renders, hooks left out, as JSON without a namespace. */
export async function realMix(helm: string): Promise<JsonManifest[]> {
  const rendered = await Promise.all(APPLICATIONS.map((application) => render(helm, application)));
  return rendered.flatMap((stream) => readManifests(stream).objects.flatMap(asManifest));
}

/** One manifest as it goes into the template. */
export interface JsonManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

function asManifest({ object, hook }: ReturnType<typeof readManifests>["objects"][number]): JsonManifest[] {
  const { namespace: _, ...metadata } = object.metadata;
  return hook === null ? [{ ...object, metadata }] : [];
}

function render(helm: string, { name, chart, namespace }: (typeof APPLICATIONS)[number]): Promise<string> {
  const values = `environments/${ENVIRONMENT}/${name}.yaml`;
  return renderedBy(helm, ["template", name, chart, "--namespace", namespace, "--values", values]);
}

/** What Helm prints for these arguments. */
export async function renderedBy(helm: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(helm, args, { maxBuffer: 128 * 1024 * 1024 });
  return stdout;
}
