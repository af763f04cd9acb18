import type { Operation } from "fast-json-patch";
import { byKubectl, put } from "./change.ts";
import { CREATE, changed, deployer, extra, missing, removed, update } from "./expect.ts";
import { type At, NOTHING, type Row } from "./row.ts";

const INSTANCE = "/metadata/labels/app.kubernetes.io~1instance";
const HOOK = put("/metadata/annotations", { "argocd.argoproj.io/hook": "Sync" });

/** Gives the object the tracking label of the application that is checked. */
function tracked({ application }: At): readonly Operation[] {
  return put(INSTANCE, application);
}

/** Whole objects: too few, too many, and those that others made. */
export const OBJECTS: readonly Row[] = [
  {
    what: "is extra, with the tracking label",
    of: "*",
    where: "live only",
    born: tracked,
    live: [{ tool: "create", patch: [] }],
    expect: [extra(CREATE)],
  },
  {
    what: "is extra, by another program",
    of: ["KafkaTopic", "KafkaUser", "ConfigMap", "Service", "Role"],
    where: "live only",
    born: tracked,
    live: [{ tool: "post", manager: "python-requests", patch: [] }],
    expect: [extra(update("python-requests"))],
  },
  {
    what: "is there, without the tracking label",
    of: "*",
    where: "live only",
    live: [{ tool: "create", patch: [] }],
    expect: NOTHING,
  },
  {
    what: "is there with the tracking label, and belongs to another object",
    of: ["Secret", "ConfigMap", "Service", "HorizontalPodAutoscaler", "Role"],
    where: "live only",
    born: tracked,
    beside: [{ of: "KafkaTopic/registry-schemas" }],
    owned: true,
    live: [{ tool: "post", manager: "strimzi-cluster-operator", patch: [] }],
    expect: NOTHING,
  },
  {
    what: "is there with the tracking label, and is a hook",
    of: ["Job", "ConfigMap"],
    where: "live only",
    born: (at) => [...tracked(at), ...HOOK],
    live: [{ tool: "create", patch: [] }],
    expect: NOTHING,
  },
  {
    what: "is there with the tracking label, derived by Strimzi",
    of: ["Secret", "Service"],
    where: "live only",
    born: (at) => [...tracked(at), ...put("/metadata/labels/strimzi.io~1kind", "Kafka")],
    live: [{ tool: "post", manager: "strimzi-cluster-operator", patch: [] }],
    expect: NOTHING,
  },
  {
    what: "is a hook that is not there",
    of: ["Job", "ConfigMap"],
    where: "hook",
    born: HOOK,
    expect: NOTHING,
  },
  {
    what: "is new in git",
    of: "*",
    where: "git only",
    expect: [missing()],
  },
  {
    what: "is dropped from git",
    of: ["KafkaTopic", "KafkaUser", "Deployment", "ConfigMap", "Secret", "ClusterRole"],
    where: "forgotten",
    born: tracked,
    expect: ({ way }) => [extra(deployer(way))],
  },
  {
    what: "is dropped from git, without the tracking label",
    of: ["KafkaTopic", "Deployment"],
    where: "forgotten",
    expect: NOTHING,
  },
  {
    what: "is deleted and created again as it was",
    of: ["KafkaTopic", "ConfigMap", "Role"],
    live: [...byKubectl("delete"), { tool: "create", patch: [] }],
    expect: NOTHING,
  },
  {
    what: "is deleted and created again otherwise",
    of: ["KafkaTopic", "KafkaNodePool"],
    live: [...byKubectl("delete"), { tool: "create", patch: put("/spec/replicas", 8) }],
    expect: [changed("/spec/replicas", CREATE)],
  },
  {
    what: "is deleted and created again without something",
    of: "KafkaTopic",
    live: [...byKubectl("delete"), { tool: "create", patch: [{ op: "remove", path: "/spec/config/cleanup.policy" }] }],
    expect: [removed("/spec/config/cleanup.policy")],
  },
];
