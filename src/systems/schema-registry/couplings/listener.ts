import { coupling, type Listener, listed } from "../../intent/index.ts";
import type { SystemDifference } from "../../system.ts";
import type { DeclaredRegistry } from "./registry.ts";

const PATH = ["spec", "listener"];

/** The registry logs in by certificate, so its listener must be there and take certificates. */
export function judgeListener(registry: DeclaredRegistry): readonly SystemDifference[] {
  const { kafka, listener: wanted, name } = registry;
  if (kafka === null || kafka.listeners.length === 0 || isHopeless(registry)) return [];
  const listener = kafka.listeners.find((candidate) => candidate.name === wanted);
  const there = listed(kafka.listeners.map((candidate) => candidate.name));
  const wrong =
    listener === undefined ? `which Kafka ${kafka.name} does not have; it has ${there}` : wrongWith(listener, registry);
  if (wrong === null) return [];
  const statement = `StrimziSchemaRegistry ${name} uses listener ${wanted}, ${wrong}`;
  return [coupling({ reason: "registry-listener", one: registry, path: PATH, statement })];
}

function wrongWith({ tls, authentication }: Listener, { securityProtocol, kafka }: DeclaredRegistry): string | null {
  if (securityProtocol !== "SSL") return null;
  if (!tls)
    return "which is not encrypted, although the registry speaks TLS; name a listener with TLS and certificates";
  if (authentication === "tls" || authentication === "custom") return null;
  if (authentication === null && kafka?.hasAcls !== true) return null;
  const asks = authentication === null ? "asks for no certificate" : `asks for ${authentication}`;
  return `which ${asks}, although the registry logs in by certificate; name a listener with authentication tls`;
}

/** Where no listener takes certificates, that is said of the registry's user. */
function isHopeless({ kafka, user }: DeclaredRegistry): boolean {
  const takes = kafka?.listeners.some(({ authentication }) => authentication === "tls") ?? false;
  return user !== null && kafka?.hasAcls === true && !takes;
}
