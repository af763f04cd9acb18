import { type Reflector, reflected } from "./reflect.ts";

/** The compatibility level that a registry runs with. */
export const reflectRegistry: Reflector = (object, [, field], { registries }) => {
  if (field !== "compatibilityLevel") return null;
  const { name, namespace } = object.metadata;
  const service = registries.find((one) => one.name === name && one.namespace === namespace);
  if (service === undefined) return null;
  const resource = { type: "subject", registry: name, name: null } as const;
  if (!service.state.ok) return { resource, source: null, unread: service.state.failure.why };
  return reflected(resource, service.state.value.compatibility, (value) => ({ value, source: null }));
};
