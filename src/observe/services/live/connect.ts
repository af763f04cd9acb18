import { relative } from "node:path";
import type {
  HttpService,
  KafkaServiceConfig,
  ObjectStoreConfig,
  RegistryServiceConfig,
  ServicesConfig,
} from "../../../config/services.ts";
import { connectHealth, type HealthReader } from "../../health/index.ts";
import { directRoute as directHttpRoute, type HttpRoute } from "../../http/index.ts";
import { type BrokerAddress, connectKafka, directRoute } from "../../kafka/index.ts";
import type { KubernetesReader } from "../../kubernetes/port.ts";
import type { ClusterRoutes } from "../../kubernetes/routes.ts";
import { connectObjectStore, type ObjectStoreReader } from "../../objectstore/index.ts";
import { httpCredentials, kafkaCredentials, objectStoreCredentials } from "../../reach/credentials.ts";
import { ServiceProxyRoute } from "../../reach/http-route.ts";
import { bootstrapAddress, PortForwardRoute } from "../../reach/kafka-route.ts";
import { createTextReader, type TextReader } from "../../reach/texts.ts";
import { connectRegistry } from "../../registry/index.ts";
import { openTerraformState } from "../../terraform/index.ts";
import type { KafkaService, RegistryService, Services } from "../port.ts";

export interface ConnectServicesOptions {
  readonly services: ServicesConfig;
  /** Folder of holdfast.yaml: messages name files from there. */
  readonly root: string;
  /** Reads Secrets, and what Services lead to. */
  readonly kubernetes: Pick<KubernetesReader, "list">;
  /** Ways through the API server; closed with the services. */
  readonly routes: ClusterRoutes;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Hears of every secret text before it is used. */
  readonly learn: (secret: string) => void;
}

/** What all connections of an environment share. */
interface Ways extends Pick<ConnectServicesOptions, "kubernetes" | "routes" | "learn"> {
  readonly texts: TextReader;
}

/** The services that holdfast.yaml names. Nothing is read and nobody is asked before the first read. */
export function connectServices(options: ConnectServicesOptions): Services {
  const { services, routes, root } = options;
  const { objectStore, terraform, alertDatabase } = services;
  const ways: Ways = { ...options, texts: createTextReader(options) };
  const kafka = services.kafka.map((service) => kafkaService(service, ways));
  const registries = services.registries.map((service) => registryService(service, ways));
  const store = objectStore === null ? null : objectStoreReader(objectStore, ways);
  const state = terraform === null ? null : openTerraformState(terraform.file, relative(root, terraform.file));
  const database = alertDatabase === null ? null : alertDatabaseReader(alertDatabase, ways);
  const single = [store, state, database].filter((reader) => reader !== null);
  const readers = [...[...kafka, ...registries].map(({ reader }) => reader), ...single];
  return {
    kafka,
    registries,
    objectStore: store,
    terraform: state,
    alertDatabase: database,
    close: async () => {
      await Promise.all(readers.map((reader) => reader.close()));
      await routes.close();
    },
  };
}

function objectStoreReader(config: ObjectStoreConfig, { texts }: Ways): ObjectStoreReader {
  const { endpoint, region } = config;
  return connectObjectStore({ endpoint, region, credentials: () => objectStoreCredentials(config, texts) });
}

function registryService(service: RegistryServiceConfig, ways: Ways): RegistryService {
  const { name, namespace } = service;
  return { name, namespace, reader: connectRegistry({ route: httpRoute(service, ways) }) };
}

function alertDatabaseReader(service: HttpService, ways: Ways): HealthReader {
  return connectHealth({ title: "alert database", route: httpRoute(service, ways), path: "/v1/health" });
}

function httpRoute(service: HttpService, { texts, routes, learn }: Ways): HttpRoute {
  const { reach } = service;
  if (reach.kind === "service-proxy") return new ServiceProxyRoute({ ...reach, routes });
  return directHttpRoute({ url: reach.url, credentials: () => httpCredentials(service, texts, learn) });
}

function kafkaService(service: KafkaServiceConfig, { texts, routes, kubernetes }: Ways): KafkaService {
  const { cluster, namespace, reach } = service;
  const credentials = () => kafkaCredentials(service, texts);
  if (reach.kind === "direct") {
    const description = `Kafka ${cluster} at ${reach.bootstrap.join(", ")}`;
    const bootstrap = reach.bootstrap.map(addressOf);
    return { cluster, namespace, reader: connectKafka({ description, bootstrap, credentials, route: directRoute() }) };
  }
  const description = `Kafka ${cluster} behind Service ${reach.service} in ${namespace}`;
  const behind = { namespace, service: reach.service };
  const bootstrap = [bootstrapAddress(behind, reach.port)];
  const route = new PortForwardRoute({ ...behind, routes, kubernetes });
  return { cluster, namespace, reader: connectKafka({ description, bootstrap, credentials, route }) };
}

/** `host:port`, an IPv6 host in brackets. */
function addressOf(text: string): BrokerAddress {
  const colon = text.lastIndexOf(":");
  return { host: text.slice(0, colon).replace(/^\[|\]$/g, ""), port: Number(text.slice(colon + 1)) };
}
