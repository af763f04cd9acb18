import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ZodType } from "zod";
import { UserError } from "../../errors/index.ts";
import { type KubernetesObject, type Reading, read, unread } from "../../vocabulary/index.ts";
import type { Discovery, KubernetesReader, ListTarget, OpenApiDocument, RequestCounts } from "../kubernetes/port.ts";
import { describeTarget } from "../kubernetes/target.ts";
import { DISCOVERY, INFO_FILE, listFile, OBJECTS, SCHEMAS, SERVICES, schemasFile } from "./layout.ts";
import { load } from "./load.ts";
import { DISCOVERY_FILE, LIST_FILE, RECORDING_INFO, type RecordingInfo, SCHEMAS_FILE } from "./schema.ts";
import { schemaOfFile } from "./services/layout.ts";

/** A recording that was opened: a cluster as it was at one time. */
export interface Recording extends KubernetesReader {
  readonly info: RecordingInfo;
}

/**
 * Opens a recording. Every file is checked now, so that reading from it later cannot fail; objects are not kept in memory.
 * @throws UserError when the folder is no recording or a file in it is damaged.
 */
export async function openRecording(dir: string): Promise<Recording> {
  const names = await filesBelow(dir);
  if (!names.includes(INFO_FILE))
    throw new UserError(`${dir} is no recording: it holds no ${INFO_FILE}; record one with \`holdfast snapshot\`.`);
  const info = await load({ dir, name: INFO_FILE }, RECORDING_INFO);
  for (const name of names) await check(dir, name);
  return new Replay(dir, info, new Set(names));
}

async function filesBelow(dir: string): Promise<string[]> {
  try {
    const entries = await readdir(dir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return files.map((file) => file.slice(join(dir, "/").length).replaceAll("\\", "/"));
  } catch {
    throw new UserError(
      `The recording ${dir} does not exist or cannot be read; record one with \`holdfast snapshot\`.`,
    );
  }
}

async function check(dir: string, name: string): Promise<void> {
  const schema = schemaOf(name);
  if (schema !== null) await load({ dir, name }, schema);
}

function schemaOf(name: string): ZodType | null {
  if (name === DISCOVERY) return DISCOVERY_FILE;
  if (name.startsWith(`${OBJECTS}/`)) return LIST_FILE;
  if (name.startsWith(`${SCHEMAS}/`)) return SCHEMAS_FILE;
  return name.startsWith(`${SERVICES}/`) ? schemaOfFile(name) : null;
}

class Replay implements Recording {
  readonly description: string;
  readonly recordedAt: string;
  readonly recordedRevision: string | null;
  readonly info: RecordingInfo;
  readonly #dir: string;
  readonly #names: ReadonlySet<string>;

  constructor(dir: string, info: RecordingInfo, names: ReadonlySet<string>) {
    this.info = info;
    this.recordedAt = info.recordedAt;
    this.recordedRevision = info.revision;
    this.description = `recording of ${info.recordedAt.slice(0, 10)}`;
    this.#dir = dir;
    this.#names = names;
  }

  async discover(): Promise<Reading<Discovery>> {
    const what = "what the cluster serves";
    if (!this.#names.has(DISCOVERY)) return unread("not-recorded", what, `the ${this.description} does not hold it`);
    const file = await load({ dir: this.#dir, name: DISCOVERY }, DISCOVERY_FILE);
    if ("failure" in file) return { ok: false, failure: file.failure };
    const kinds = file.kinds.map((kind) => ({ ...kind, verbs: kind.verbs.split(" ").filter((verb) => verb !== "") }));
    return read({ kinds, failures: new Map(Object.entries(file.failures)) });
  }

  async list(target: ListTarget): Promise<Reading<readonly KubernetesObject[]>> {
    const name = listFile(target);
    if (!this.#names.has(name))
      return unread("not-recorded", describeTarget(target), `the ${this.description} does not hold it`);
    const file = await load({ dir: this.#dir, name }, LIST_FILE);
    return "failure" in file ? { ok: false, failure: file.failure } : read(file.objects);
  }

  async schemas(group: string, version: string): Promise<Reading<OpenApiDocument>> {
    const name = schemasFile(group, version);
    const what = `the schemas of ${group === "" ? version : `${group}/${version}`}`;
    if (!this.#names.has(name)) return unread("not-recorded", what, `the ${this.description} does not hold it`);
    const file = await load({ dir: this.#dir, name }, SCHEMAS_FILE);
    return "failure" in file ? { ok: false, failure: file.failure } : read({ components: { schemas: file.schemas } });
  }

  requests(): RequestCounts {
    return { lists: 0, others: 0 };
  }

  async close(): Promise<void> {}
}
