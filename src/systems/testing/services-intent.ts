import type { Json, JsonObject, KubernetesObject } from "../../vocabulary/index.ts";
import { strimzi } from "./evidence.ts";
import { acl, type Edit, topic, wholeCluster } from "./intent.ts";

const NAMESPACE = "kafka";
const SERVERS = "alert-broker-kafka-bootstrap:9093";
const REGISTRY_URL = "http://schema-registry.kafka:8081";
const TLS_FLAGS = ["--tls-client-key-location=/user/user.key", "--tls-client-crt-location=/user/user.crt"];

/** Everything around the Kafka cluster, in which everything fits. */
export function wholeSystem(): readonly KubernetesObject[] {
  return [...wholeCluster(), ...registry(), ...simulator(), ...alertDatabase()];
}

function registry(): readonly KubernetesObject[] {
  return [
    workload("Deployment registry-operator", {
      env: [
        { name: "SSR_CLUSTER_NAME", value: "alert-broker" },
        { name: "SSR_NAMESPACE", value: NAMESPACE },
      ],
    }),
    thing("roundtable.lsst.codes/v1beta1 StrimziSchemaRegistry", "schema-registry", {
      spec: { listener: "tls", registryTopic: "schemas", compatibilityLevel: "none", strimziVersion: "v1" },
    }),
    tlsUser("schema-registry", [acl("topic schemas Read Write DescribeConfigs"), acl("group schema-registry* Read")]),
    thing("networking.k8s.io/v1 Ingress", "schemas", {
      metadata: { name: "schemas", namespace: NAMESPACE, annotations: { ...limitedTo("GET") } },
      spec: {
        ingressClassName: "nginx",
        rules: [{ http: { paths: [{ path: "/", backend: { service: { name: "schema-registry" } } }] } }],
      },
    }),
    workload("Job sync", {
      command: ["syncAllSchemasToRegistry", `--schema-registry-url=${REGISTRY_URL}`, "--subject=alert-packet"],
    }),
  ];
}

function simulator(): readonly KubernetesObject[] {
  const common = [`--broker=${SERVERS}`, ...TLS_FLAGS];
  const play = ["rubin-alert-sim", "play-stream", ...common, "--src-topic=static", "--dst-topic=replayed"];
  const load = ["rubin-alert-sim", "create-stream", ...common, "--dst-topic=static", "--schema-id=1000"];
  return [
    workload("Deployment replay", { command: play }, "simulator"),
    workload("Job load", { command: load }, "simulator"),
    topic("replayed"),
    tlsUser("simulator", [acl("topic static Create Write Read"), acl("topic replayed Write")]),
  ];
}

function alertDatabase(): readonly KubernetesObject[] {
  const store = ["--bucket-alerts=packets", "--bucket-schemas=schemas", "--endpoint-url=https://s3.example.org"];
  const ingest = [
    "alertdb-ingester",
    `--kafka-host=${SERVERS}`,
    "--kafka-topics=alerts,replayed",
    "--kafka-auth-mechanism=mtls",
    ...TLS_FLAGS,
    `--schema-registry-address=${REGISTRY_URL}`,
    ...store,
  ];
  const trigger = (name: string): JsonObject => ({
    type: "kafka",
    metadata: { bootstrapServers: SERVERS, consumerGroup: "alertdb-ingester", topic: name },
  });
  return [
    workload("Deployment ingester", { command: ingest }, "alert-database-ingester"),
    workload("Deployment server", { command: ["alertdb", ...store] }),
    tlsUser("alert-database-ingester", [
      acl("topic alerts Read"),
      acl("topic replayed Read"),
      acl("group alertdb-ingester Read"),
    ]),
    thing("keda.sh/v1alpha1 ScaledObject", "ingester", {
      spec: { scaleTargetRef: { name: "ingester" }, triggers: [trigger("alerts"), trigger("replayed")] },
    }),
    ...["ingester", "server"].map((name) =>
      thing("v1 ServiceAccount", name, {
        metadata: {
          name,
          namespace: NAMESPACE,
          annotations: { "iam.gke.io/gcp-service-account": `${name}@alerts.iam.gserviceaccount.com` },
        },
      }),
    ),
  ];
}

/** Annotations of an nginx that denies every method but this. */
export function limitedTo(methods: string): Record<string, string> {
  return { "nginx.ingress.kubernetes.io/configuration-snippet": `limit_except ${methods} {\n  deny all;\n}\n` };
}

/** A KafkaUser with a certificate, and these ACLs. */
export function tlsUser(name: string, acls: readonly Json[]): KubernetesObject {
  return strimzi("KafkaUser", name, {
    spec: { authentication: { type: "tls" }, authorization: { type: "simple", acls: [...acls] } },
  });
}

/** `type` is apiVersion and kind. */
export function thing(type: string, name: string, rest: JsonObject = {}): KubernetesObject {
  const [apiVersion = "", kind = ""] = type.split(" ");
  return { apiVersion, kind, metadata: { name, namespace: NAMESPACE }, ...rest };
}

/**
 * A workload of one container, `Deployment replay`; it mounts the Secret of that user at `/user`, and both programs of the
 * alert database run as accounts of their own name.
 */
export function workload(title: string, container: JsonObject, user: string | null = null): KubernetesObject {
  const [kind = "", name = ""] = title.split(" ");
  const mounts = user === null ? {} : { volumeMounts: [{ name: "user", mountPath: "/user" }] };
  const volumes = user === null ? [] : [{ name: "user", secret: { secretName: user } }];
  const account = ["ingester", "server"].includes(name) ? { serviceAccountName: name } : {};
  return thing(`${kind === "Job" ? "batch/v1" : "apps/v1"} ${kind}`, name, {
    spec: { template: { spec: { containers: [{ name: "main", ...mounts, ...container }], volumes, ...account } } },
  });
}

/** Tells a workload another value of a flag, `--broker=other:9093`; without `=` the flag is taken away. */
export function tell(title: string, word: string): Edit {
  const [flag = ""] = word.split("=");
  return (objects) =>
    objects.map((object) => {
      if (`${object.kind} ${object.metadata.name}` !== title) return object;
      return JSON.parse(JSON.stringify(object), (name, value: Json) =>
        name === "command" && Array.isArray(value) ? told(value, flag, word) : value,
      ) as KubernetesObject;
    });
}

function told(command: readonly Json[], flag: string, word: string): Json[] {
  const isFlag = (one: Json): boolean => typeof one === "string" && one.startsWith(`${flag}=`);
  if (!word.includes("=")) return command.filter((one) => !isFlag(one));
  return command.some(isFlag) ? command.map((one) => (isFlag(one) ? word : one)) : [...command, word];
}
