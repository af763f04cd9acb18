import type { KafkaState } from "../../observe/kafka/state.ts";
import type { RegistryState } from "../../observe/registry/port.ts";
import type { Json, KubernetesObject, Path, Reading, Resource } from "../../vocabulary/index.ts";

/** The services of an environment by the resource that declares them. */
export interface ServiceStates {
  readonly kafka: readonly Named<KafkaState>[];
  readonly registries: readonly Named<RegistryState>[];
}

interface Named<T> {
  readonly name: string;
  readonly namespace: string;
  readonly state: Reading<T>;
}

/** A field as a service has it. */
export interface Reflection {
  readonly resource: Resource;
  /** Left out where the service does not have it. */
  readonly value?: Json;
  /** Where the service has the value from, in its own word: `DYNAMIC_TOPIC_CONFIG`. */
  readonly source: string | null;
  /** Why it could not be read; null where it was. */
  readonly unread: string | null;
}

/** What stands for a field of a custom resource in a service. The object is the live one, or what git declares. */
export type Reflector = (object: KubernetesObject, path: Path, states: ServiceStates) => Reflection | null;

/** A reading as a reflection: the value that `pick` finds, or why there is none. */
export function reflected<T>(
  resource: Resource,
  reading: Reading<T>,
  pick: (value: T) => Pick<Reflection, "value" | "source">,
): Reflection {
  if (!reading.ok) return { resource, source: null, unread: reading.failure.why };
  return { resource, unread: null, ...pick(reading.value) };
}
