import { describe, expect, it } from "vitest";
import type { ExpectedSchema } from "../../../config/services.ts";
import type { Json } from "../../../vocabulary/index.ts";
import { acl, also, couplingsOf, type Edit, every, intentOf, put, without } from "../../testing/intent.ts";
import { limitedTo, tell, thing, wholeSystem, workload } from "../../testing/services-intent.ts";
import { schemaRegistry } from "../index.ts";

const REGISTRY = "StrimziSchemaRegistry schema-registry";
const USER = "KafkaUser schema-registry";
const TOPIC = "KafkaTopic schemas";
const CLUSTER_LABEL = (name: string) => ({ "strimzi.io/cluster": name });
const annotations = (of: Record<string, string>) => put("Ingress schemas", "metadata/annotations", of);
const OPEN =
  "open-registry-ingress: Ingress schemas /metadata/annotations/nginx.ingress.kubernetes.io~1configuration-snippet";
const listener = (index: number, field: string, value: Json | undefined) =>
  put("Kafka alert-broker", `spec/kafka/listeners/${index}/${field}`, value);
const operator = (tag: string) =>
  also(
    workload("Deployment strimzi", {
      image: `quay.io/strimzi/operator:${tag}`,
      env: [{ name: "STRIMZI_NAMESPACE" }],
    }),
  );
const gafaelfawr = (scopes: Record<string, boolean | string[]>, of: Record<string, string>) =>
  also(
    thing("gafaelfawr.lsst.io/v1alpha1 GafaelfawrIngress", "anonymous", {
      config: { scopes },
      template: {
        metadata: { annotations: of },
        spec: { rules: [{ http: { paths: [{ backend: { service: { name: "schema-registry" } } }] } }] },
      },
    }),
  );

type Row = readonly [what: string, edit: Edit, found: readonly string[]];

const ROWS: readonly Row[] = [
  ["everything fits", (all) => all, []],
  [
    "a version of Strimzi's API that is gone",
    every(operator("1.1.0"), put(REGISTRY, "spec/strimziVersion", undefined)),
    [`registry-api-version: ${REGISTRY} /spec/strimziVersion`],
  ],
  ["a version that is not there yet", operator("0.47.0"), [`registry-api-version: ${REGISTRY} /spec/strimziVersion`]],
  ["a version that is served", operator("0.51.0"), []],
  ["an operator whose version is not told", operator("latest"), []],
  ["two operators", every(operator("1.1.0"), operator("0.47.0")), []],
  ["no user", without(USER), [`registry-user: ${REGISTRY} /metadata/name`]],
  [
    "a user with a password",
    put(USER, "spec/authentication/type", "scram-sha-512"),
    [`registry-user: ${USER} /spec/authentication/type`],
  ],
  [
    "a registry and a user of different clusters",
    put(REGISTRY, "metadata/labels", CLUSTER_LABEL("other")),
    [`registry-user: ${REGISTRY} /metadata/labels/strimzi.io~1cluster`],
  ],
  ["a registry without a label, which its operator does not need", put(REGISTRY, "metadata/labels", {}), []],
  [
    "a listener that is not there",
    put(REGISTRY, "spec/listener", "mtls"),
    [`registry-listener: ${REGISTRY} /spec/listener`],
  ],
  ["a listener by default", put(REGISTRY, "spec/listener", undefined), []],
  [
    "a listener for passwords",
    put(REGISTRY, "spec/listener", "internal"),
    [`registry-listener: ${REGISTRY} /spec/listener`],
  ],
  ["a listener without TLS", listener(1, "tls", false), [`registry-listener: ${REGISTRY} /spec/listener`]],
  [
    "a listener without logins, with ACLs, next to one for certificates",
    every(listener(1, "authentication", undefined), listener(2, "authentication", { type: "tls" })),
    [`registry-listener: ${REGISTRY} /spec/listener`],
  ],
  ["no listener for certificates, which is said of users", listener(1, "authentication", undefined), []],
  [
    "a listener without logins, without ACLs",
    every(listener(1, "authentication", undefined), put("Kafka alert-broker", "spec/kafka/authorization", undefined)),
    [],
  ],
  [
    "another protocol",
    every(put(REGISTRY, "spec/securityProtocol", "SASL_SSL"), put(REGISTRY, "spec/listener", "internal")),
    [],
  ],
  [
    "a Kafka that git does not declare",
    every(without("Kafka alert-broker"), put(REGISTRY, "spec/listener", "mtls")),
    [],
  ],
  ["partitions", put(TOPIC, "spec/partitions", 3), [`schema-topic-shape: ${TOPIC} /spec/partitions`]],
  ["partitions by default", put(TOPIC, "spec/partitions", undefined), []],
  [
    "another policy",
    put(TOPIC, "spec/config/cleanup.policy", "delete"),
    [`schema-topic-shape: ${TOPIC} /spec/config/cleanup.policy`],
  ],
  [
    "two policies",
    put(TOPIC, "spec/config/cleanup.policy", ["compact", "delete"]),
    [`schema-topic-shape: ${TOPIC} /spec/config/cleanup.policy`],
  ],
  ["no policy", put(TOPIC, "spec/config", undefined), [`schema-topic-shape: ${TOPIC} /spec/config/cleanup.policy`]],
  [
    "the policy of the brokers",
    every(
      put(TOPIC, "spec/config", undefined),
      put("Kafka alert-broker", "spec/kafka/config/log.cleanup.policy", "compact"),
    ),
    [],
  ],
  [
    "a topic by another resource's name",
    every(
      put(TOPIC, "spec/topicName", "_schemas"),
      put(REGISTRY, "spec/registryTopic", "_schemas"),
      put(USER, "spec/authorization/acls/0/resource/name", "_schemas"),
      put(TOPIC, "spec/partitions", 2),
    ),
    [`schema-topic-shape: ${TOPIC} /spec/partitions`],
  ],
  [
    "one copy",
    every(put(TOPIC, "spec/replicas", 1), put("Kafka alert-broker", "spec/kafka/config/min.insync.replicas", 1)),
    [`schema-topic-copies: ${TOPIC} /spec/replicas`],
  ],
  ["one copy, with which nobody can write", put(TOPIC, "spec/replicas", 1), []],
  [
    "partitions and policy",
    every(put(TOPIC, "spec/partitions", 3), put(TOPIC, "spec/config", {})),
    [`schema-topic-shape: ${TOPIC} /spec/partitions`],
  ],
  [
    "one copy on one broker",
    every(put(TOPIC, "spec/replicas", 1), put("KafkaNodePool broker", "spec/replicas", 1)),
    [],
  ],
  [
    "as many copies as the cluster gives by default",
    every(put(TOPIC, "spec/replicas", 2), put("Kafka alert-broker", "spec/kafka/config/default.replication.factor", 2)),
    [],
  ],
  ["no topic", without(TOPIC), [`schema-topic-undeclared: ${REGISTRY} /spec/registryTopic`]],
  [
    "rights that are lacking",
    put(USER, "spec/authorization/acls/0", acl("topic schemas Read Write")),
    [`missing-access: ${USER} /spec/authorization/acls`],
  ],
  [
    "rights on another topic",
    put(USER, "spec/authorization/acls/0/resource/name", "other"),
    [`missing-access: ${USER} /spec/authorization/acls`],
  ],
  [
    "no right on the group",
    put(USER, "spec/authorization/acls/1/resource/name", "registry"),
    [`missing-access: ${USER} /spec/authorization/acls`],
  ],
  [
    "a denial",
    put(USER, "spec/authorization/acls/2", acl("deny topic schemas Write")),
    [`missing-access: ${USER} /spec/authorization/acls`],
  ],
  ["every right", put(USER, "spec/authorization/acls", [acl("topic * All"), acl("group * All")]), []],
  [
    "no ACLs in the cluster",
    every(put(USER, "spec/authorization", undefined), put("Kafka alert-broker", "spec/kafka/authorization", undefined)),
    [],
  ],
  [
    "a superuser",
    every(
      put(USER, "spec/authorization", undefined),
      put("Kafka alert-broker", "spec/kafka/authorization/superUsers", ["CN=schema-registry"]),
    ),
    [],
  ],
  ["an ingress that lets everything in", annotations({}), [OPEN]],
  ["an ingress that lets POST in", annotations(limitedTo("GET POST")), [OPEN]],
  [
    "a snippet that is commented out",
    annotations({ "nginx.ingress.kubernetes.io/configuration-snippet": "# limit_except GET {\n#  deny all;\n# }" }),
    [OPEN],
  ],
  ["an ingress that allows HEAD too", annotations(limitedTo("GET HEAD")), []],
  [
    "a snippet of its own",
    annotations({ "nginx.ingress.kubernetes.io/configuration-snippet": "if ($request_method != GET) { return 403; }" }),
    [],
  ],
  ["an ingress with logins", annotations({ "nginx.ingress.kubernetes.io/auth-url": "https://login.example.org" }), []],
  [
    "an ingress for those inside",
    every(annotations({}), put("Ingress schemas", "spec/ingressClassName", "nginx-internal")),
    [],
  ],
  [
    "a snippet of the server",
    annotations({ "nginx.ingress.kubernetes.io/server-snippet": "if ($request_method != GET) { return 403; }" }),
    [],
  ],
  [
    "an ingress of another controller",
    every(annotations({}), put("Ingress schemas", "spec/ingressClassName", "traefik")),
    [],
  ],
  [
    "an ingress to something else",
    every(annotations({}), put("Ingress schemas", "spec/rules/0/http/paths/0/backend/service/name", "web")),
    [],
  ],
  [
    "an anonymous Gafaelfawr",
    gafaelfawr({ anonymous: true }, {}),
    [
      "open-registry-ingress:  /template/metadata/annotations/nginx.ingress.kubernetes.io~1configuration-snippet".replace(
        ":  ",
        ": GafaelfawrIngress anonymous ",
      ),
    ],
  ],
  ["an anonymous Gafaelfawr that only reads", gafaelfawr({ anonymous: true }, limitedTo("GET")), []],
  ["a Gafaelfawr with scopes", gafaelfawr({ all: ["write:schemas"] }, {}), []],
  [
    "a level that stops the sync",
    put(REGISTRY, "spec/compatibilityLevel", "backward"),
    [`compatibility-blocks-sync: ${REGISTRY} /spec/compatibilityLevel`],
  ],
  [
    "a level by default",
    put(REGISTRY, "spec/compatibilityLevel", undefined),
    [`compatibility-blocks-sync: ${REGISTRY} /spec/compatibilityLevel`],
  ],
  ["a level without a Job", every(put(REGISTRY, "spec/compatibilityLevel", "backward"), without("Job sync")), []],
  [
    "a Job for a registry outside",
    every(
      put(REGISTRY, "spec/compatibilityLevel", "backward"),
      tell("Job sync", "--schema-registry-url=https://schemas.example.org"),
    ),
    [],
  ],
  ["a subject of a topic", tell("Job sync", "--subject=alerts-value"), []],
  [
    "a subject of no topic",
    tell("Job sync", "--subject=alerts-v2-value"),
    ["sync-subject: Job sync /spec/template/spec/containers/[name=main]/command/2"],
  ],
  [
    "a subject that is none",
    tell("Job sync", "--subject=alert_packet"),
    ["sync-subject: Job sync /spec/template/spec/containers/[name=main]/command/2"],
  ],
  ["a subject by default", tell("Job sync", "--subject"), []],
  [
    "an address of another name",
    tell("Deployment ingester", "--schema-registry-address=http://registry.kafka:8081"),
    ["registry-address: Deployment ingester /spec/template/spec/containers/[name=main]/command/6"],
  ],
  [
    "an address with another port",
    tell("Job sync", "--schema-registry-url=http://schema-registry:80"),
    ["registry-address: Job sync /spec/template/spec/containers/[name=main]/command/1"],
  ],
  [
    "an address without a port",
    tell("Job sync", "--schema-registry-url=http://schema-registry"),
    ["registry-address: Job sync /spec/template/spec/containers/[name=main]/command/1"],
  ],
  ["an address outside", tell("Deployment ingester", "--schema-registry-address=https://schemas.example.org"), []],
  [
    "an address of a Service of git's own",
    every(
      tell("Deployment ingester", "--schema-registry-address=http://registry:8081"),
      also(thing("v1 Service", "registry")),
    ),
    [],
  ],
  [
    "an address in a namespace without a registry",
    tell("Deployment ingester", "--schema-registry-address=http://registry.web:8081"),
    [],
  ],
];

/** What is not judged where an application of that namespace did not render. */
const BLIND: readonly (readonly [what: string, edit: Edit])[] = [
  ["no user", without(USER)],
  ["no topic", without(TOPIC)],
  ["a subject of no topic", tell("Job sync", "--subject=alerts-v2-value")],
];

describe("systems/schema-registry/couplings", () => {
  it.each(ROWS)("%s", (_, edit, found) => {
    const lines = couplingsOf(schemaRegistry.couple?.(intentOf(edit(wholeSystem()))) ?? []);
    expect(lines).toEqual(found);
  });

  it.each(BLIND)("%s,", (_, edit) => {
    expect(couplingsOf(schemaRegistry.couple?.(intentOf(edit(wholeSystem()), ["kafka"])) ?? [])).toEqual([]);
  });

  it.each([
    ["alert-10.0.avsc", 1000, null],
    ["lsst.v7_1.alert.avsc", 701, null],
    ["alert-10.0.avsc", 1001, 1000],
    ["alert.avsc", 5, null],
    ["alert-2024.10.avsc", 5, null],
    ["alert-7.1-7.2.avsc", 5, null],
    [null, 5, null],
  ])("file %s with id %i", (file, id, wanted) => {
    expect(idsWanted("alert-packet", [version(id, file)])).toEqual(wanted === null ? [] : [wanted]);
  });

  it("leaves the ids of other subjects alone", () => {
    expect(idsWanted("dia-source", [version(3, "source-1.0.avsc")])).toEqual([]);
    expect(idsWanted("alerts-value", [version(3, "alert-1.0.avsc")])).toEqual([100]);
  });
});

function version(id: number, file: string | null): ExpectedSchema {
  return { id, version: null, file: file === null ? null : `schemas/${file}`, references: null };
}

function idsWanted(name: string, versions: readonly ExpectedSchema[]): readonly unknown[] {
  const intent = intentOf(wholeSystem());
  const subject = { name, compatibility: null, mode: null, versions };
  const reach = { kind: "direct", url: "http://schema-registry:8081" } as const;
  const registry = {
    name: "schema-registry",
    namespace: "kafka",
    reach,
    tls: null,
    basic: null,
    subjects: [subject],
    alertTopics: ["alerts"],
  };
  const services = { ...intent.services, registries: [registry] };
  return (schemaRegistry.couple?.({ ...intent, services }) ?? []).map(({ difference }) => difference.desired);
}
