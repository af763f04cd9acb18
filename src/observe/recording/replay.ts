import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ZodType } from "zod";
import { UserError } from "../../errors/index.ts";
import { type KubernetesObject, type Reading, read, unread } from "../../vocabulary/index.ts";
import type { Discovery, KubernetesReader, ListTarget, OpenApiDocument, RequestCounts } from "../kubernetes/port.ts";
import { describeTarget } from "../kubernetes/target.ts";
import { DISCOVERY, INFO_FILE, listFile, OBJECTS, SCHEMAS, schemasFile } from "./layout.ts";
import { DISCOVERY_FILE, LIST_FILE, RECORDING_INFO, type RecordingInfo, SCHEMAS_FILE } from "./schema.ts";

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
  const info = await load(dir, INFO_FILE, RECORDING_INFO);
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
  if (name === DISCOVERY) await load(dir, name, DISCOVERY_FILE);
  if (name.startsWith(`${OBJECTS}/`)) await load(dir, name, LIST_FILE);
  if (name.startsWith(`${SCHEMAS}/`)) await load(dir, name, SCHEMAS_FILE);
}

async function load<T>(dir: string, name: string, schema: ZodType<T>): Promise<T> {
  const file = join(dir, name);
  const parsed = schema.safeParse(parse(await readFile(file, "utf8")));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? "" : ` at ${issue.path.join("/")}`;
  throw new UserError(`${file} is not what \`holdfast snapshot\` writes${where}; record the environment again.`);
}

/** Undefined for what is not JSON: no schema accepts it. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
    const file = await load(this.#dir, DISCOVERY, DISCOVERY_FILE);
    if ("failure" in file) return { ok: false, failure: file.failure };
    const kinds = file.kinds.map((kind) => ({ ...kind, verbs: kind.verbs.split(" ").filter((verb) => verb !== "") }));
    return read({ kinds, failures: new Map(Object.entries(file.failures)) });
  }

  async list(target: ListTarget): Promise<Reading<readonly KubernetesObject[]>> {
    const name = listFile(target);
    if (!this.#names.has(name))
      return unread("not-recorded", describeTarget(target), `the ${this.description} does not hold it`);
    const file = await load(this.#dir, name, LIST_FILE);
    return "failure" in file ? { ok: false, failure: file.failure } : read(file.objects);
  }

  async schemas(group: string, version: string): Promise<Reading<OpenApiDocument>> {
    const name = schemasFile(group, version);
    const what = `the schemas of ${group === "" ? version : `${group}/${version}`}`;
    if (!this.#names.has(name)) return unread("not-recorded", what, `the ${this.description} does not hold it`);
    const file = await load(this.#dir, name, SCHEMAS_FILE);
    return "failure" in file ? { ok: false, failure: file.failure } : read({ components: { schemas: file.schemas } });
  }

  requests(): RequestCounts {
    return { lists: 0, others: 0 };
  }

  async close(): Promise<void> {}
}
