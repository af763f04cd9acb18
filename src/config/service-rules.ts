import type { z } from "zod";
import { type ConfigPath, type Fault, showPath } from "./fault.ts";
import type { Outline, services } from "./outline.ts";
import { exactlyOne, fault, repeated } from "./rule-words.ts";
import { ALL_PARTS, partsOf, SERVICE_NAMES, type ServicePart } from "./service-parts.ts";

type Services = NonNullable<z.output<typeof services>>;
type Entry = Readonly<Record<string, unknown>>;

/** One service of an environment, and where it stands. */
interface Placed {
  readonly entry: Entry;
  readonly path: ConfigPath;
}

type ServiceRule = (services: Services, path: ConfigPath) => readonly Fault[];

const RULES: readonly ServiceRule[] = [
  eachKafkaOnce,
  eachRegistryOnce,
  oneWayToEach,
  oneSourceEach,
  wholeLogins,
  userAlone,
  wholeClientCertificate,
  nothingThroughTheProxy,
  namespacesOfSecrets,
];

/** What must hold between the parts of `environments[].services`. */
export function serviceFaults({ environments }: Outline): readonly Fault[] {
  return environments.flatMap((environment, at) => {
    const { services: declared } = environment;
    if (declared === undefined) return [];
    return RULES.flatMap((rule) => rule(declared, ["environments", at, "services"]));
  });
}

/** What must hold in `exclude` entries that name a service. */
export function serviceExclusionFaults({ exclude }: Outline): readonly Fault[] {
  return exclude.flatMap((entry, index) => {
    const path = ["exclude", index];
    const service = SERVICE_NAMES.find((name) => name === entry["service"]);
    const part = ALL_PARTS.find((name) => name === entry["part"]);
    if (entry["part"] !== undefined && entry["service"] === undefined)
      return [fault([...path, "part"], "A part needs the service it belongs to. Add service.")];
    if (service === undefined) return [];
    const objects = ["group", "kind", "namespace", "name"].filter((key) => entry[key] !== undefined);
    return [
      ...objects.map((key) =>
        fault([...path, key], `${key} selects objects, and this entry names a service. Remove one of the two.`),
      ),
      ...(part === undefined || partsOf(service).includes(part) ? [] : [otherPart(part, service, [...path, "part"])]),
    ];
  });
}

function otherPart(part: ServicePart, service: (typeof SERVICE_NAMES)[number], path: ConfigPath): Fault {
  const known = partsOf(service).join(", ");
  const next = known === "" ? "Remove part: it has none." : `It has ${known}.`;
  return fault(path, `${service} has no part ${part}. ${next}`);
}

function eachKafkaOnce({ kafka }: Services, path: ConfigPath): readonly Fault[] {
  return once(kafka, "cluster").map(({ index, name }) =>
    fault([...path, "kafka", index], `The Kafka cluster ${name} stands twice. Remove one.`),
  );
}

function eachRegistryOnce({ schemaRegistries }: Services, path: ConfigPath): readonly Fault[] {
  return once(schemaRegistries, "name").map(({ index, name }) =>
    fault([...path, "schemaRegistries", index], `The schema registry ${name} stands twice. Remove one.`),
  );
}

function once(entries: readonly Entry[], key: string) {
  return repeated(entries.map((entry) => `${String(entry[key])} in ${String(entry["namespace"])}`));
}

function oneWayToEach(services: Services, path: ConfigPath): readonly Fault[] {
  return [
    ...kafkas(services, path).flatMap((at) => exactlyOne(at.entry, ["bootstrap", "portForward"], at.path)),
    ...overHttp(services, path).flatMap((at) => exactlyOne(at.entry, ["url", "serviceProxy"], at.path)),
  ];
}

function oneSourceEach(services: Services, path: ConfigPath): readonly Fault[] {
  return sources(services, path).flatMap((at) => exactlyOne(at.entry, ["secret", "file", "env"], at.path));
}

function wholeLogins(services: Services, path: ConfigPath): readonly Fault[] {
  const all = [...kafkas(services, path), ...overHttp(services, path)];
  return all.flatMap((at) => [
    ...together(at, "username", "password"),
    ...needs(at, "mechanism", "username"),
    ...needs(at, "authentication", "user"),
  ]);
}

function userAlone(services: Services, path: ConfigPath): readonly Fault[] {
  return kafkas(services, path).flatMap(({ entry, path: at }) => {
    if (entry["user"] === undefined) return [];
    const others = ["username", "password", "mechanism"].filter((key) => entry[key] !== undefined);
    const client = ["certificate", "key"].filter((key) => mapOf(entry["tls"])[key] !== undefined);
    return [...others.map((key) => [key]), ...client.map((key) => ["tls", key])].map((where) =>
      fault(
        [...at, ...where],
        `user takes the credentials from the KafkaUser's Secret. Remove ${where.join(".")} or user.`,
      ),
    );
  });
}

function wholeClientCertificate(services: Services, path: ConfigPath): readonly Fault[] {
  return kafkas(services, path).flatMap(({ entry, path: at }) =>
    together({ entry: mapOf(entry["tls"]), path: [...at, "tls"] }, "certificate", "key"),
  );
}

/** The API server takes the Authorization header for itself, and speaks to the Service without TLS of ours. */
function nothingThroughTheProxy(services: Services, path: ConfigPath): readonly Fault[] {
  return overHttp(services, path).flatMap(({ entry, path: at }) => {
    if (entry["serviceProxy"] === undefined) return [];
    const lost = ["ca", "username", "password"].filter((key) => entry[key] !== undefined);
    return lost.map((key) =>
      fault([...at, key], `${key} does not pass the API server's proxy. Remove it, or use url.`),
    );
  });
}

/** Kafka and schema registries have a namespace to fall back to. */
function namespacesOfSecrets(services: Services, path: ConfigPath): readonly Fault[] {
  return sources(services, path).flatMap(({ entry, path: at }) => {
    const { secret } = entry;
    const local = at.includes("kafka") || at.includes("schemaRegistries");
    if (local || !isMap(secret) || secret["namespace"] !== undefined) return [];
    return [fault([...at, "secret"], `${showPath([...at, "secret"])} lacks its namespace. Add it.`)];
  });
}

function together(at: Placed, one: string, other: string): readonly Fault[] {
  return [...needs(at, one, other), ...needs(at, other, one)];
}

function needs({ entry, path }: Placed, key: string, other: string): readonly Fault[] {
  if (entry[key] === undefined || entry[other] !== undefined || entry["user"] !== undefined) return [];
  return [fault([...path, key], `${key} needs ${other} beside it. Add ${other}.`)];
}

function kafkas({ kafka }: Services, path: ConfigPath): readonly Placed[] {
  return kafka.map((entry, index) => ({ entry, path: [...path, "kafka", index] }));
}

function overHttp({ schemaRegistries, alertDatabase }: Services, path: ConfigPath): readonly Placed[] {
  const registries = schemaRegistries.map((entry, index) => ({ entry, path: [...path, "schemaRegistries", index] }));
  return alertDatabase === undefined
    ? registries
    : [...registries, { entry: alertDatabase, path: [...path, "alertDatabase"] }];
}

const SOURCES = ["ca", "certificate", "key", "password", "accessKey", "secretKey"];

/** Every place where a text is taken from elsewhere, as far as it is written as a map. */
function sources(services: Services, path: ConfigPath): readonly Placed[] {
  const store = services.objectStore;
  const all = [
    ...kafkas(services, path).flatMap((at) => [at, { entry: mapOf(at.entry["tls"]), path: [...at.path, "tls"] }]),
    ...overHttp(services, path),
    ...(store === undefined ? [] : [{ entry: store, path: [...path, "objectStore"] }]),
  ];
  return all.flatMap(({ entry, path: at }) =>
    SOURCES.flatMap((key) => {
      const source = entry[key];
      return isMap(source) ? [{ entry: source, path: [...at, key] }] : [];
    }),
  );
}

function mapOf(value: unknown): Entry {
  return isMap(value) ? value : {};
}

function isMap(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
