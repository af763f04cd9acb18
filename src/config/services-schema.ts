import { z } from "zod";
import { inside, namespace, resourceName, text } from "./texts.ts";

const port = z.int().min(1, "is not a port. Use 1 to 65535.").max(65_535, "is not a port. Use 1 to 65535.");
const address = z
  .string()
  .regex(/^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):\d{1,5}$/, "is not an address. Write host:port.");
const version = z.int().min(1, "is not a version. Use a whole number from 1.");
const id = z.int().min(0, "is not an id. Use a whole number from 0.");

const source = z
  .strictObject(
    {
      secret: z
        .strictObject({
          name: resourceName,
          key: text,
          namespace: namespace.optional().describe("Namespace of the Secret; that of the service unless given."),
        })
        .optional()
        .describe("Key of a Secret in the cluster."),
      file: text.optional().describe("A file, relative to holdfast.yaml."),
      env: z
        .string()
        .regex(/^[A-Za-z_]\w*$/, "is not the name of an environment variable. Use letters, digits and underscores.")
        .optional()
        .describe("An environment variable."),
    },
    { error: ({ code, input }) => (code === "invalid_type" && typeof input === "string" ? LITERAL : undefined) },
  )
  .meta({ oneOf: [{ required: ["secret"] }, { required: ["file"] }, { required: ["env"] }] })
  .describe("Where the text comes from. It never stands in holdfast.yaml itself.");

const LITERAL =
  "is written out here, where everybody can read it. Change it if it is secret, then say where it is kept: secret, file or env.";

const tls = z
  .union([
    z.literal(true),
    z.strictObject({
      ca: source.optional().describe("The authority that signed the brokers' certificates, PEM."),
      certificate: source.optional().describe("The client's certificate, PEM."),
      key: source.optional().describe("The key of that certificate, PEM."),
    }),
  ])
  .describe("TLS; true trusts the authorities of the system, or with user the cluster CA that Strimzi made.");

const kafka = z
  .strictObject({
    cluster: resourceName.describe("Name of the Kafka resource."),
    namespace: namespace.describe("Namespace of the Kafka resource."),
    bootstrap: z.array(address).min(1).optional().describe("Addresses to connect to, host:port."),
    portForward: z
      .strictObject({
        service: resourceName.describe("The bootstrap Service of the listener: CLUSTER-kafka-bootstrap."),
        port: port.describe("Port of the listener in the broker Pods."),
      })
      .optional()
      .describe("Reach the broker Pods through the API server."),
    tls: tls.optional(),
    user: resourceName.optional().describe("A KafkaUser of that namespace: its Secret holds the credentials."),
    authentication: z
      .enum(["scram-sha-512", "tls"])
      .optional()
      .describe("How that KafkaUser authenticates; scram-sha-512 unless given."),
    username: text.optional(),
    password: source.optional(),
    mechanism: z.enum(["SCRAM-SHA-512", "SCRAM-SHA-256"]).optional().describe("SCRAM-SHA-512 unless given."),
  })
  .meta({ oneOf: [{ required: ["bootstrap"] }, { required: ["portForward"] }] });

const url = z
  .string()
  .regex(/^https?:\/\/[^\s/]/, "is not an address. Write it as https://host/path.")
  .refine((value) => !/^https?:\/\/[^/]*@/.test(value), "holds credentials. Use username and password instead.");

const http = {
  url: url.optional().describe("Address of the server."),
  ca: source.optional().describe("The authority that signed the server's certificate, PEM; the system's unless given."),
  username: text.optional(),
  password: source.optional(),
};
const oneHttpReach = { oneOf: [{ required: ["url"] }, { required: ["serviceProxy"] }] };
const serviceProxy = { service: resourceName, port: port.describe("Port of the Service.") };

const reference = z.strictObject({ name: text, subject: text, version });
const subject = z.strictObject({
  name: text,
  compatibility: text.optional().describe("Not compared unless given."),
  mode: text.optional().describe("Not compared unless given."),
  versions: z
    .array(
      z.strictObject({
        id: id.describe("Id of the schema in the registry."),
        version: version.optional(),
        file: inside.optional().describe("The schema, below the folder of holdfast.yaml."),
        references: z.array(reference).optional(),
      }),
    )
    .optional(),
});

const registry = z
  .strictObject({
    name: resourceName.describe("Name of the StrimziSchemaRegistry."),
    namespace: namespace.describe("Namespace of the StrimziSchemaRegistry."),
    ...http,
    serviceProxy: z
      .strictObject({
        ...serviceProxy,
        namespace: namespace.optional().describe("Namespace of the Service; the registry's unless given."),
      })
      .optional()
      .describe("Reach a Service through the API server."),
    subjects: z.array(subject).optional().describe("What must be registered, besides what charts say."),
    alertTopics: z
      .array(text)
      .optional()
      .describe("Topics that carry alerts, besides those of the simulator and the alert database."),
  })
  .meta(oneHttpReach);

const alertDatabase = z
  .strictObject({
    ...http,
    serviceProxy: z
      .strictObject({ ...serviceProxy, namespace })
      .optional()
      .describe("Reach a Service through the API server."),
  })
  .meta(oneHttpReach);

const objectStore = z.strictObject({
  endpoint: url.describe("Address of the S3 interface; https://storage.googleapis.com for GCS."),
  region: text.describe("Region that requests are signed for; auto for GCS."),
  accessKey: source,
  secretKey: source,
});

/** `environments[].services` as it is written. */
export const declaredServices = z.strictObject({
  kafka: z.array(kafka).optional().describe("Kafka clusters, each by its Kafka resource."),
  schemaRegistries: z.array(registry).optional().describe("Schema registries, each by its StrimziSchemaRegistry."),
  objectStore: objectStore.optional().describe("The object store of the alert database."),
  terraform: z
    .strictObject({ file: text.describe("State file, or output of terraform show -json; relative to holdfast.yaml.") })
    .optional(),
  alertDatabase: alertDatabase.optional().describe("The server of the alert database, for /v1/health."),
});

export type DeclaredServices = z.output<typeof declaredServices>;
