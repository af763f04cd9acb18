/** What a service has in place of a field of a custom resource: the last layer of the chain, field by field. */
import { resourceOf } from "../../vocabulary/index.ts";
import { reflectBrokerConfig } from "./broker-config.ts";
import type { Reflector } from "./reflect.ts";
import { reflectRegistry } from "./registry.ts";
import { reflectTopic } from "./topic.ts";
import { reflectUser } from "./user.ts";

export { operatorOf } from "./operators.ts";
export type { Reflection, Reflector, ServiceStates } from "./reflect.ts";

const REFLECTIONS: Readonly<Record<string, Reflector>> = {
  "kafka.strimzi.io/Kafka": reflectBrokerConfig,
  "kafka.strimzi.io/KafkaTopic": reflectTopic,
  "kafka.strimzi.io/KafkaUser": reflectUser,
  "roundtable.lsst.codes/StrimziSchemaRegistry": reflectRegistry,
};

/** What stands for the field in a service; null where no service keeps it, or none is configured. */
export const reflect: Reflector = (object, path, states) => {
  const { group, kind } = resourceOf(object);
  return REFLECTIONS[`${group}/${kind}`]?.(object, path, states) ?? null;
};
