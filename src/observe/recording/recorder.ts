import type { KubernetesObject, Reading } from "../../vocabulary/index.ts";
import type { Discovery, KubernetesReader, ListTarget, OpenApiDocument } from "../kubernetes/port.ts";
import type { Services } from "../services/port.ts";
import { type Censor, discoveryText, infoText, listText, schemasText } from "./files.ts";
import { DISCOVERY, listFile, schemasFile } from "./layout.ts";
import type { RecordingInfo } from "./schema.ts";
import type { GroupVersionKind } from "./schema-closure.ts";
import { recordServices, type ServiceRecorder } from "./services/index.ts";
import { writeRecording } from "./write.ts";

export interface RecordOptions extends Censor {
  /** The folder to write, made when needed; an earlier recording in it is replaced. */
  readonly dir: string;
  readonly info: Omit<RecordingInfo, "schemaVersion">;
}

/** A reader that remembers what passes through it. */
export interface Recorder {
  readonly reader: KubernetesReader;
  /** The same services, remembered too. */
  services(services: Services): Services;
  /**
   * Writes the recording. Mask and scrubber are called only now, when all Secrets of the run are known.
   * @throws UserError when the folder holds something else than a recording, or cannot be written.
   */
  finish(): Promise<void>;
}

/** Remembers all that is read through `reader`, in memory, until it is written. */
export function recordReads(reader: KubernetesReader, options: RecordOptions): Recorder {
  const memory = new RecordingReader(reader);
  const recorders: ServiceRecorder[] = [];
  return {
    reader: memory,
    services: (services) => {
      const recorder = recordServices(services);
      recorders.push(recorder);
      return recorder.services;
    },
    finish: () => {
      const scrub = (text: string): string => options.scrubber.scrub(text);
      const files = [memory.files(options), ...recorders.map((recorder) => recorder.files(scrub))];
      return writeRecording(options.dir, new Map(files.flatMap((some) => [...some])));
    },
  };
}

class RecordingReader implements KubernetesReader {
  readonly description: string;
  readonly recordedAt: string | null;
  readonly recordedRevision: string | null;
  readonly #reader: KubernetesReader;
  readonly #lists = new Map<string, { target: ListTarget; reading: Reading<readonly KubernetesObject[]> }>();
  readonly #schemas = new Map<string, { group: string; version: string; reading: Reading<OpenApiDocument> }>();
  #discovery: Reading<Discovery> | null = null;

  constructor(reader: KubernetesReader) {
    this.#reader = reader;
    this.description = reader.description;
    this.recordedAt = reader.recordedAt;
    this.recordedRevision = reader.recordedRevision;
  }

  async discover(): Promise<Reading<Discovery>> {
    this.#discovery = await this.#reader.discover();
    return this.#discovery;
  }

  async list(target: ListTarget): Promise<Reading<readonly KubernetesObject[]>> {
    const reading = await this.#reader.list(target);
    this.#lists.set(listFile(target), { target, reading });
    return reading;
  }

  async schemas(group: string, version: string): Promise<Reading<OpenApiDocument>> {
    const reading = await this.#reader.schemas(group, version);
    this.#schemas.set(schemasFile(group, version), { group, version, reading });
    return reading;
  }

  requests(): ReturnType<KubernetesReader["requests"]> {
    return this.#reader.requests();
  }

  close(): Promise<void> {
    return this.#reader.close();
  }

  /** The recording's files by path, masked and scrubbed. */
  files(options: RecordOptions): ReadonlyMap<string, string> {
    const files = new Map([infoText(options.info)]);
    if (this.#discovery !== null) files.set(DISCOVERY, discoveryText(this.#discovery, options));
    for (const [path, { target, reading }] of this.#lists) files.set(path, listText(target, reading, options));
    for (const [path, entry] of this.#schemas) files.set(path, schemasText(entry, this.#listed(), options));
    return files;
  }

  #listed(): readonly GroupVersionKind[] {
    return [...this.#lists.values()].map(({ target }) => target.kind);
  }
}
