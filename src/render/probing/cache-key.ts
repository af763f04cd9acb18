import { createHash, type Hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { ChartFile } from "../files.ts";
import type { Capabilities, TemplateInput } from "../helm/arguments.ts";

/** Raise it when the same content would be traced to something else. */
const ENGINE = 9;

/** All that decides what an application renders to, whatever its values are changed to. */
export interface TraceContent {
  readonly input: TemplateInput;
  /** Of the chart as Helm loads it. */
  readonly files: readonly ChartFile[];
  /** The version of Helm, `4.2.3`. */
  readonly helm: string;
  readonly capabilities: Capabilities;
}

/**
 * A hash of the content: equal for the same content, wherever it lies and whatever the application is called. Each file
 * is read once. Values go into the hash and cannot be told from it.
 */
export async function contentKey(content: TraceContent): Promise<string> {
  const { application, valueFiles } = content.input;
  const { release, namespace, valuesObject, parameters } = application;
  const { kubeVersion, apiVersions } = content.capabilities;
  const hash = createHash("sha256");
  add(hash, JSON.stringify([ENGINE, content.helm, kubeVersion, apiVersions, release, namespace]));
  add(
    hash,
    JSON.stringify([valuesObject, parameters.map(({ name, value, forceString }) => [name, value, forceString])]),
  );
  for (const file of valueFiles) add(hash, await readFile(file));
  for (const { path, absolute } of content.files.toSorted(byPath)) {
    add(hash, path);
    add(hash, await readFile(absolute));
  }
  return hash.digest("hex");
}

function byPath(one: ChartFile, other: ChartFile): number {
  return one.path < other.path ? -1 : 1;
}

/** The length goes first, so that no two lists of parts run together to the same bytes. */
function add(hash: Hash, part: string | Buffer): void {
  const bytes = Buffer.from(part);
  hash.update(`${bytes.length}:`).update(bytes);
}
