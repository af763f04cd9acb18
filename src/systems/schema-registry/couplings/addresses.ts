import { ingestersIn } from "../../alert-database/index.ts";
import type { DeclaredObject } from "../../evidence.ts";
import { coupling, flagPath, isWholeIn, serviceAt } from "../../intent/index.ts";
import type { DeclaredIntent, SystemDifference } from "../../system.ts";
import { type Container, flagOf } from "../../workload/index.ts";
import type { DeclaredRegistry } from "./registry.ts";
import { syncJobsIn } from "./sync.ts";

/** The port of the Service that the registry operator makes; it cannot be set. */
const PORT = 8081;

interface Caller extends DeclaredObject {
  readonly container: Container;
  readonly flag: string;
}

/** Whoever is told the address of a registry inside the cluster is told one that is there. */
export function judgeRegistryAddresses(
  registries: readonly DeclaredRegistry[],
  intent: DeclaredIntent,
): readonly SystemDifference[] {
  const callers: readonly Caller[] = [
    ...ingestersIn(intent.declared).map((one) => ({ ...one, flag: "--schema-registry-address" })),
    ...syncJobsIn(intent).map((one) => ({ ...one, flag: "--schema-registry-url" })),
  ];
  return callers.flatMap((caller) => {
    const wrong = wrongAddress(caller, registries, intent);
    if (wrong === null) return [];
    const { kind, metadata } = caller.object;
    const statement = `${kind} ${metadata.name} is told ${wrong}`;
    return [
      coupling({ reason: "registry-address", one: caller, path: flagPath(caller.container, caller.flag), statement }),
    ];
  });
}

function wrongAddress(caller: Caller, registries: readonly DeclaredRegistry[], intent: DeclaredIntent): string | null {
  const service = serviceAt(flagOf(caller.container, caller.flag));
  if (service === null) return null;
  const namespace = service.namespace ?? caller.object.metadata.namespace;
  const there = registries.filter((registry) => registry.namespace === namespace);
  const [first] = there;
  if (first === undefined || !isWholeIn(namespace, intent) || isDeclaredService(service.name, namespace, intent))
    return null;
  if (!there.some(({ name }) => name === service.name))
    return `the schema registry ${service.name} in namespace ${namespace}, but git declares ${first.name} there; name that`;
  return service.port === PORT
    ? null
    : `port ${service.port} of the schema registry ${service.name}, which listens on ${PORT}; use that port`;
}

/** A Service of git's own may lead to the registry by another name. */
function isDeclaredService(name: string, namespace: string | undefined, { declared }: DeclaredIntent): boolean {
  return declared
    .of("", "Service")
    .some(({ object: { metadata } }) => metadata.name === name && metadata.namespace === namespace);
}
