import type { Json } from "../../../vocabulary/index.ts";
import type { Services } from "../../services/port.ts";
import { stableJsonByRow } from "../stable-json.ts";
import { type Scrub, scrubTexts } from "./censor.ts";
import { RecordingKafka } from "./recording-kafka.ts";
import { RecordingHealth, RecordingObjectStore, RecordingTerraform } from "./recording-others.ts";
import { RecordingRegistry } from "./recording-registry.ts";
import type { Remembering } from "./remembering.ts";

/** Services that remember what passes through them. */
export interface ServiceRecorder {
  readonly services: Services;
  /** The recording's files by path, scrubbed. */
  files(scrub: Scrub): ReadonlyMap<string, string>;
}

/** Remembers all that is read of services, in memory. */
export function recordServices(services: Services): ServiceRecorder {
  const kafka = services.kafka.map((service) => ({ ...service, reader: new RecordingKafka(service) }));
  const registries = services.registries.map((service) => ({ ...service, reader: new RecordingRegistry(service) }));
  const objectStore = services.objectStore && new RecordingObjectStore(services.objectStore);
  const terraform = services.terraform && new RecordingTerraform(services.terraform);
  const alertDatabase = services.alertDatabase && new RecordingHealth(services.alertDatabase);
  const readers: readonly Remembering[] = [
    ...[...kafka, ...registries].map(({ reader }) => reader),
    ...[objectStore, terraform, alertDatabase].filter((reader) => reader !== null),
  ];
  return {
    services: { kafka, registries, objectStore, terraform, alertDatabase, close: () => services.close() },
    files: (scrub) =>
      new Map(
        readers
          .flatMap((reader) => reader.remembered(scrub))
          .map(([file, value]) => [file, stableJsonByRow(scrubTexts(plain(value), scrub))]),
      ),
  };
}

/** States are plain data by contract. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
