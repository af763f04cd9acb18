import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ZodType } from "zod";
import { UserError } from "../../errors/index.ts";
import { type KubernetesObject, type Reading, read, unread } from "../../vocabulary/index.ts";
import type { Discovery, KubernetesReader, ListTarget, OpenApiDocument, RequestCounts } from "../kubernetes/port.ts";
import { describeTarget } from "../kubernetes/target.ts";
import { covers, type RecordedTarget, selects } from "./covering.ts";
import { DISCOVERY, INFO_FILE, listFile, OBJECTS, SCHEMAS, SERVICES, schemasFile } from "./layout.ts";
import { load } from "./load.ts";
import {
  DISCOVERY_FILE,
  LIST_FILE,
  type ListFile,
  RECORDING_INFO,
  type RecordingInfo,
  SCHEMAS_FILE,
} from "./schema.ts";
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
  const lists = new Map<string, RecordedTarget>();
  for (const name of names) {
    const file = await check(dir, name);
    if (name.startsWith(`${OBJECTS}/`)) lists.set(name, (file as ListFile).target);
  }
  return new Replay({ dir, info, names: new Set(names), lists });
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

async function check(dir: string, name: string): Promise<unknown> {
  const schema = schemaOf(name);
  return schema === null ? null : await load({ dir, name }, schema);
}

function schemaOf(name: string): ZodType | null {
  if (name === DISCOVERY) return DISCOVERY_FILE;
  if (name.startsWith(`${OBJECTS}/`)) return LIST_FILE;
  if (name.startsWith(`${SCHEMAS}/`)) return SCHEMAS_FILE;
  return name.startsWith(`${SERVICES}/`) ? schemaOfFile(name) : null;
}

interface Opened {
  readonly dir: string;
  readonly info: RecordingInfo;
  readonly names: ReadonlySet<string>;
  /** What each list holds, by its file. */
  readonly lists: ReadonlyMap<string, RecordedTarget>;
}

class Replay implements Recording {
  readonly description: string;
  readonly recordedAt: string;
  readonly recordedRevision: string | null;
  readonly info: RecordingInfo;
  readonly #dir: string;
  readonly #names: ReadonlySet<string>;

  readonly #lists: ReadonlyMap<string, RecordedTarget>;

  constructor({ dir, info, names, lists }: Opened) {
    this.info = info;
    this.recordedAt = info.recordedAt;
    this.recordedRevision = info.revision;
    this.description = `recording of ${info.recordedAt.slice(0, 10)}`;
    this.#dir = dir;
    this.#names = names;
    this.#lists = lists;
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
    const exact = listFile(target);
    const name = this.#names.has(exact) ? exact : this.#coveringList(target);
    if (name === null)
      return unread("not-recorded", describeTarget(target), `the ${this.description} does not hold it`);
    const file = await load({ dir: this.#dir, name }, LIST_FILE);
    if ("failure" in file) return { ok: false, failure: file.failure };
    return read(name === exact ? file.objects : file.objects.filter((object) => selects(target, object)));
  }

  #coveringList(target: ListTarget): string | null {
    return [...this.#lists].find(([, recorded]) => covers(recorded, target))?.[0] ?? null;
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
