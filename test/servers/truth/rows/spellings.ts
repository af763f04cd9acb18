import type { Operation } from "fast-json-patch";
import type { Json } from "../../../../src/vocabulary/index.ts";
import { byEdit, byKubectl, put } from "./change.ts";
import { changed, EDIT } from "./expect.ts";
import { NOTHING, type Row } from "./row.ts";
import { yaml } from "./yaml-text.ts";

const POD = "/spec/template/spec";
const BOX = `${POD}/containers/0`;

/** Git says the same in other words. */
function respelled(what: string, of: Row["of"], git: readonly Operation[]): Row {
  return { what: `git ${what}`, of, git, expect: NOTHING };
}

/** Somebody writes the same into the cluster in other words. */
function rewritten(what: string, of: Row["of"], ...[path, value]: readonly [string, Json]): Row {
  const patch = JSON.stringify([{ op: "replace", path, value }]);
  return { what: `a patch ${what}`, of, live: byKubectl("patch", ["--type=json", "--patch", patch]), expect: NOTHING };
}

/** The same value, spelled in another legal way: nothing to report. */
export const SPELLINGS: readonly Row[] = [
  rewritten(
    "spells 512Mi as 524288Ki",
    "Deployment/alert-database-server",
    `${BOX}/resources/limits/memory`,
    "524288Ki",
  ),
  rewritten("spells 100m as 0.1", "Deployment/alert-database-server", `${BOX}/resources/requests/cpu`, "0.1"),
  rewritten("spells 200m as a number", "Deployment/strimzi-operator", `${BOX}/resources/requests/cpu`, 0.2),
  rewritten(
    "spells a pool's 4 cores as 4000m",
    "idfprod:KafkaNodePool/broker",
    "/spec/resources/requests/cpu",
    "4000m",
  ),
  rewritten("spells a pool's 4 cores as a number", "idfprod:KafkaNodePool/broker", "/spec/resources/requests/cpu", 4),
  rewritten("spells a configuration number as text", "Kafka", "/spec/kafka/config/message.max.bytes", "4194304"),
  rewritten("spells a configuration boolean as text", "Kafka", "/spec/kafka/config/auto.create.topics.enable", "false"),
  rewritten("spells a retention as text", "idfprod:KafkaTopic/latiss-alerts", "/spec/config/retention.ms", "604800000"),
  {
    what: "an edit spells a volume's size otherwise, which the schema knows as mere text",
    of: "idfprod:KafkaNodePool/broker",
    live: byEdit(put("/spec/storage/volumes/0/size", "2560000Mi")),
    expect: [changed("/spec/storage/volumes/0/size", EDIT)],
  },
  respelled(
    "spells 512Mi in bytes",
    "Deployment/alert-database-server",
    put(`${BOX}/resources/limits/memory`, 536870912),
  ),
  respelled("spells 100m as 1e-1", "Deployment/alert-database-server", put(`${BOX}/resources/requests/cpu`, "1e-1")),
  respelled(
    "spells 250m as 0.25",
    "Deployment/alert-database-ingester",
    put(`${BOX}/resources/requests/cpu`, yaml("0.25")),
  ),
  respelled(
    "spells a pool's 4Gi as 4096Mi",
    "KafkaNodePool/controller",
    put("/spec/resources/limits/memory", "4096Mi"),
  ),
  respelled(
    "spells a configuration number as text",
    "idfint:Kafka/alert-broker",
    put("/spec/kafka/config/min.insync.replicas", "2"),
  ),
  respelled(
    "spells a configuration number with an exponent",
    "Kafka",
    put("/spec/kafka/config/message.max.bytes", yaml("4.194304e+06")),
  ),
  respelled(
    "spells partitions with a fraction",
    "idfprod:KafkaTopic/lsst-alerts-v10.0",
    put("/spec/partitions", yaml("45.0")),
  ),
  respelled("spells replicas in octal", "idfprod:KafkaTopic/lsst-alerts-v10.0", put("/spec/replicas", yaml("0o3"))),
  respelled("spells replicas in old octal", "idfprod:KafkaTopic/lsst-alerts-v10.0", put("/spec/replicas", yaml("03"))),
  respelled(
    "spells replicas in hexadecimal",
    "idfprod:KafkaTopic/lsst-alerts-v10.0",
    put("/spec/replicas", yaml("0x3")),
  ),
  respelled("spells true as yes", "Kafka", put("/spec/kafka/listeners/0/tls", yaml("yes"))),
  respelled("spells true as on", "Kafka", put("/spec/kafka/listeners/1/tls", yaml("on"))),
  respelled("spells false as off", "Kafka", put("/spec/kafka/config/auto.create.topics.enable", yaml("off"))),
  respelled(
    "spells true as True",
    "Deployment/alert-database-server",
    put(`${POD}/securityContext/runAsNonRoot`, yaml("True")),
  ),
  respelled("spells text in single quotes", "Service", put("/spec/ports/0/targetPort", yaml("'http'"))),
  respelled("names a null configuration key", "Kafka", put("/spec/kafka/config/num.partitions", yaml("null"))),
  respelled(
    "names a null annotation map",
    ["KafkaTopic", "Deployment/strimzi-operator", "Secret"],
    put("/metadata/annotations", null),
  ),
  respelled("names an empty annotation map", ["KafkaUser", "Service", "ClusterRole"], put("/metadata/annotations", {})),
  respelled("names a null field", "KafkaTopic", put("/spec/topicName", yaml("~"))),
  respelled("names a null field of a pod", "Deployment/alert-database-server", put(`${POD}/nodeSelector`, null)),
  respelled("names an empty node selector", "Deployment/alert-database-server", put(`${POD}/nodeSelector`, {})),
  respelled("names an empty affinity", "Deployment/alert-database-server", put(`${POD}/affinity`, {})),
  respelled("names an empty list of tolerations", "Deployment/alert-database-server", put(`${POD}/tolerations`, [])),
  respelled(
    "names an empty creation time",
    ["ConfigMap", "PodMonitor", "ScaledObject"],
    put("/metadata/creationTimestamp", null),
  ),
  respelled("names an empty environment value", "Deployment/alert-stream-simulator", put(`${BOX}/stdin`, false)),
  respelled("writes a Secret's value as text", "Secret/alert-database-s3", [
    { op: "remove", path: "/data/AWS_ACCESS_KEY_ID" },
    { op: "add", path: "/stringData", value: { AWS_ACCESS_KEY_ID: "development-access-key" } },
  ]),
  respelled("writes a Secret's text as a value", "Secret/alert-stream-broker-secrets", [
    { op: "remove", path: "/stringData/alerce-idfdev-password" },
    { op: "add", path: "/data", value: { "alerce-idfdev-password": "ZGV2ZWxvcG1lbnQtYWxlcmNl" } },
  ]),
];
