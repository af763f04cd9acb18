import type { HealthReader } from "../health/port.ts";
import type { KafkaReader } from "../kafka/port.ts";
import type { ObjectStoreReader } from "../objectstore/port.ts";
import type { RegistryReader } from "../registry/port.ts";
import type { TerraformReader } from "../terraform/port.ts";

/** The services behind an environment that holdfast.yaml names; the others are not looked at. Each connects when first read. */
export interface Services {
  readonly kafka: readonly KafkaService[];
  readonly registries: readonly RegistryService[];
  readonly objectStore: ObjectStoreReader | null;
  readonly terraform: TerraformReader | null;
  readonly alertDatabase: HealthReader | null;
  close(): Promise<void>;
}

/** A Kafka cluster by the Kafka resource that declares it. */
export interface KafkaService {
  readonly cluster: string;
  readonly namespace: string;
  readonly reader: KafkaReader;
}

/** A schema registry by the StrimziSchemaRegistry that declares it. */
export interface RegistryService {
  readonly name: string;
  readonly namespace: string;
  readonly reader: RegistryReader;
}

/** What holdfast.yaml names none of. */
export const NO_SERVICES: Services = {
  kafka: [],
  registries: [],
  objectStore: null,
  terraform: null,
  alertDatabase: null,
  close: async () => undefined,
};
