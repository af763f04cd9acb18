import type { ServicesConfig } from "../../../config/services.ts";
import type { Services } from "../../services/port.ts";
import { Files } from "./replayed.ts";
import { ReplayedKafka } from "./replayed-kafka.ts";
import { ReplayedHealth, ReplayedObjectStore, ReplayedRegistry, ReplayedTerraform } from "./replayed-others.ts";

export interface ReplayOptions {
  /** Folder of the recording, which was opened before: its files are known to be whole. */
  readonly dir: string;
  /** The services that holdfast.yaml names: what is not recorded of them is unread. */
  readonly services: ServicesConfig;
  /** `recording of 2026-11-24`. */
  readonly recording: string;
}

/** The services of an environment, as a recording has them. */
export function replayServices({ dir, services, recording }: ReplayOptions): Services {
  const files = new Files(dir, recording);
  return {
    kafka: services.kafka.map(({ cluster, namespace }) => ({
      cluster,
      namespace,
      reader: new ReplayedKafka(files, { cluster, namespace }),
    })),
    registries: services.registries.map(({ name, namespace }) => ({
      name,
      namespace,
      reader: new ReplayedRegistry(files, { name, namespace }),
    })),
    objectStore: services.objectStore === null ? null : new ReplayedObjectStore(files),
    terraform: services.terraform === null ? null : new ReplayedTerraform(files),
    alertDatabase: services.alertDatabase === null ? null : new ReplayedHealth(files),
    close: async () => undefined,
  };
}
