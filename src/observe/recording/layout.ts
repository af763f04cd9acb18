import { createHash } from "node:crypto";
import type { ListTarget } from "../kubernetes/port.ts";

export const INFO_FILE = "recording.json";
export const DISCOVERY = "discovery.json";
export const OBJECTS = "objects";
export const SCHEMAS = "schemas";
export const SERVICES = "services";

/** What the top of a recording may hold; anything else means that the folder is somebody's. */
export const TOP_LEVEL: ReadonlySet<string> = new Set([INFO_FILE, DISCOVERY, OBJECTS, SCHEMAS, SERVICES]);

/** Where a list is kept, relative to the recording. */
export function listFile({ kind, namespace, labelSelector, fieldSelector }: ListTarget): string {
  const selectors = [labelSelector ?? "", fieldSelector ?? ""].join("\n");
  const suffix = selectors === "\n" ? "" : `--${digest(selectors)}`;
  const name = `${namespace === null ? "_all" : segment(namespace)}${suffix}.json`;
  return [OBJECTS, folderOf(kind.group), segment(kind.version), segment(kind.kind), name].join("/");
}

/** Where the schemas of a group and version are kept, relative to the recording. */
export function schemasFile(group: string, version: string): string {
  return [SCHEMAS, folderOf(group), `${segment(version)}.json`].join("/");
}

function folderOf(group: string): string {
  return group === "" ? "core" : segment(group);
}

/** A name as one part of a path: it can neither add a part nor lead out of the folder. */
export function segment(name: string): string {
  return encodeURIComponent(name).replace(/^\./, "%2E");
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
