import type { EnvironmentConfig } from "../config/config.ts";
import type { KubernetesReader } from "../observe/kubernetes/port.ts";
import type { Services } from "../observe/services/port.ts";
import { reflect, type ServiceStates } from "../systems/reflection/index.ts";
import type { Explanation, KubernetesObject, Path } from "../vocabulary/index.ts";
import type { ExplainPorts } from "./ports.ts";

interface Asked {
  readonly environment: EnvironmentConfig;
  readonly reader: KubernetesReader;
  readonly object: KubernetesObject;
  readonly path: Path;
}

/** What the service behind has in place of the field; null where none keeps it. Services are asked only then. */
export async function explainService(
  { environment, reader, object, path }: Asked,
  ports: ExplainPorts,
): Promise<Explanation["service"]> {
  if (!KEPT_BY_SERVICES.includes(object.kind)) return null;
  const services = ports.connectServices(environment, reader);
  try {
    return reflect(object, path, await statesOf(services));
  } finally {
    await services.close();
  }
}

const KEPT_BY_SERVICES = ["Kafka", "KafkaTopic", "KafkaUser", "StrimziSchemaRegistry"];

async function statesOf({ kafka, registries }: Services): Promise<ServiceStates> {
  const [kafkaStates, registryStates] = await Promise.all([
    Promise.all(kafka.map(({ reader }) => reader.state())),
    Promise.all(registries.map(({ reader }) => reader.state())),
  ]);
  return {
    kafka: kafka.flatMap(({ cluster, namespace }, index) => {
      const state = kafkaStates[index];
      return state === undefined ? [] : [{ name: cluster, namespace, state }];
    }),
    registries: registries.flatMap(({ name, namespace }, index) => {
      const state = registryStates[index];
      return state === undefined ? [] : [{ name, namespace, state }];
    }),
  };
}
