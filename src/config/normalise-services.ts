import { resolve } from "node:path";
import { tidyPath } from "./inside.ts";
import type {
  ExpectedSubject,
  HttpService,
  KafkaServiceConfig,
  RegistryServiceConfig,
  ServicesConfig,
  TextSource,
  TlsConfig,
} from "./services.ts";
import type { DeclaredServices } from "./services-schema.ts";

/** Where the names that stand in a service's entry belong. */
interface Place {
  /** Folder of holdfast.yaml. */
  readonly root: string;
  /** Namespace of Secrets without one. */
  readonly namespace: string;
}

/** Fills in what `environments[].services` leaves out. */
export function normaliseServices(declared: DeclaredServices, root: string): ServicesConfig {
  const { kafka = [], schemaRegistries = [], objectStore, terraform, alertDatabase } = declared;
  // Cross-field rules see to it that Secrets of these two name their namespace.
  const anywhere: Place = { root, namespace: "" };
  return {
    kafka: kafka.map((entry) => kafkaOf(entry, { root, namespace: entry.namespace })),
    registries: schemaRegistries.map((entry) => registryOf(entry, { root, namespace: entry.namespace })),
    objectStore:
      objectStore === undefined
        ? null
        : {
            endpoint: withoutSlash(objectStore.endpoint),
            region: objectStore.region,
            accessKey: sourceOf(objectStore.accessKey, anywhere),
            secretKey: sourceOf(objectStore.secretKey, anywhere),
          },
    terraform: terraform === undefined ? null : { file: resolve(root, terraform.file) },
    alertDatabase: alertDatabase === undefined ? null : httpOf(alertDatabase, anywhere),
  };
}

type DeclaredKafka = NonNullable<DeclaredServices["kafka"]>[number];
type DeclaredTls = Exclude<NonNullable<DeclaredKafka["tls"]>, true>;
type DeclaredSource = NonNullable<DeclaredKafka["password"]>;
type DeclaredRegistry = NonNullable<DeclaredServices["schemaRegistries"]>[number];
type DeclaredHttp = NonNullable<DeclaredServices["alertDatabase"]>;

function kafkaOf(declared: DeclaredKafka, place: Place): KafkaServiceConfig {
  const { cluster, namespace, bootstrap = [], portForward } = declared;
  return {
    cluster,
    namespace,
    reach: portForward === undefined ? { kind: "direct", bootstrap } : { kind: "port-forward", ...portForward },
    tls: tlsOf(declared, place),
    sasl: saslOf(declared, place),
  };
}

function tlsOf({ cluster, tls, user, authentication }: DeclaredKafka, place: Place): TlsConfig | null {
  const mutual = authentication === "tls";
  if (tls === undefined && !mutual) return null;
  const { ca, certificate, key }: DeclaredTls = tls === true || tls === undefined ? {} : tls;
  // Strimzi keeps the authority of a cluster's listeners in this Secret.
  const clusterCa = user === undefined ? null : secret(`${cluster}-cluster-ca-cert`, "ca.crt", place);
  return {
    ca: ca === undefined ? clusterCa : sourceOf(ca, place),
    client:
      mutual && user !== undefined
        ? { certificate: secret(user, "user.crt", place), key: secret(user, "user.key", place) }
        : clientOf(certificate, key, place),
  };
}

function clientOf(
  certificate: DeclaredSource | undefined,
  key: DeclaredSource | undefined,
  place: Place,
): TlsConfig["client"] {
  if (certificate === undefined || key === undefined) return null;
  return { certificate: sourceOf(certificate, place), key: sourceOf(key, place) };
}

function saslOf(declared: DeclaredKafka, place: Place): KafkaServiceConfig["sasl"] {
  const { user, authentication = "scram-sha-512", username, password, mechanism = "SCRAM-SHA-512" } = declared;
  if (user !== undefined) {
    if (authentication === "tls") return null;
    return { mechanism: "SCRAM-SHA-512", username: user, password: secret(user, "password", place) };
  }
  if (username === undefined || password === undefined) return null;
  return { mechanism, username, password: sourceOf(password, place) };
}

function registryOf(declared: DeclaredRegistry, place: Place): RegistryServiceConfig {
  const { name, namespace, serviceProxy, subjects = [], alertTopics = [], ...http } = declared;
  const proxied = serviceProxy && { ...serviceProxy, namespace: serviceProxy.namespace ?? namespace };
  const reached = httpOf({ ...http, serviceProxy: proxied }, place);
  return { ...reached, name, namespace, subjects: subjects.map(subjectOf), alertTopics };
}

function httpOf({ url = "", serviceProxy, ca, username, password }: DeclaredHttp, place: Place): HttpService {
  return {
    reach:
      serviceProxy === undefined
        ? { kind: "direct", url: withoutSlash(url) }
        : { kind: "service-proxy", ...serviceProxy },
    tls: ca === undefined ? null : { ca: sourceOf(ca, place), client: null },
    basic: username === undefined || password === undefined ? null : { username, password: sourceOf(password, place) },
  };
}

type DeclaredSubject = NonNullable<DeclaredRegistry["subjects"]>[number];

function subjectOf({ name, compatibility, mode, versions = [] }: DeclaredSubject): ExpectedSubject {
  return {
    name,
    compatibility: compatibility?.toUpperCase() ?? null,
    mode: mode?.toUpperCase() ?? null,
    versions: versions.map(({ id, version, file, references }) => ({
      id,
      version: version ?? null,
      file: file === undefined ? null : tidyPath(file),
      references: references ?? null,
    })),
  };
}

function sourceOf(declared: DeclaredSource, place: Place): TextSource {
  const { secret: named, file, env } = declared;
  if (named !== undefined)
    return secret(named.name, named.key, { ...place, namespace: named.namespace ?? place.namespace });
  if (file !== undefined) return { kind: "file", file: resolve(place.root, file) };
  return { kind: "environment", variable: env ?? "" };
}

function secret(name: string, key: string, { namespace }: Place): TextSource {
  return { kind: "secret", namespace, name, key };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
