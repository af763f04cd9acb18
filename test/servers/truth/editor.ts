import { readFileSync, writeFileSync } from "node:fs";
import jsonPatch, { type Operation } from "fast-json-patch";
import type { KubernetesObject } from "../../../src/vocabulary/index.ts";

/** What `kubectl edit` runs: node editor.ts PATCHES FILE. PATCHES is JSON, by `Kind/name`. */
const [, , patchesFile = "", file = ""] = process.argv;
const patches = JSON.parse(readFileSync(patchesFile, "utf8")) as Record<string, Operation[]>;
const comments = /^(?:#.*\n)*/;
const text = readFileSync(file, "utf8").replace(comments, "");
const edited = JSON.parse(text) as KubernetesObject & { items?: KubernetesObject[] };
for (const object of edited.items ?? [edited]) {
  const patch = patches[`${object.kind}/${object.metadata.name}`];
  if (patch !== undefined) jsonPatch.applyPatch(object, patch, false, true);
}
// kubectl reads the file line by line, and no line may be longer than 64 KiB.
writeFileSync(file, JSON.stringify(edited, null, 2));
