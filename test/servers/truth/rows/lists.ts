import { byBot, byEdit, byKubectl, move, put, take } from "./change.ts";
import { added, BOT, changed, EDIT, PATCH, removed } from "./expect.ts";
import { NOTHING, type Row } from "./row.ts";

const POD = "/spec/template/spec";
const FINALIZERS = put("/metadata/finalizers", ["example.org/one", "example.org/two"]);

/** Items of lists that Kubernetes merges by key, of sets, and of lists that are one value. */
export const LISTS: readonly Row[] = [
  {
    what: "adds an environment variable",
    of: "Deployment/strimzi-registry-operator",
    live: byEdit(put(`${POD}/containers/0/env/0`, { name: "DEBUG", value: "1" })),
    expect: [added(`${POD}/containers/[name=operator]/env/[name=DEBUG]`, EDIT)],
  },
  {
    what: "adds an environment variable by server-side apply of another",
    of: "Deployment/strimzi-registry-operator",
    live: byBot({
      spec: { template: { spec: { containers: [{ name: "operator", env: [{ name: "DEBUG", value: "1" }] }] } } },
    }),
    expect: [added(`${POD}/containers/[name=operator]/env/[name=DEBUG]`, BOT)],
  },
  {
    what: "takes an environment variable away",
    of: "Deployment/strimzi-registry-operator",
    live: byEdit(take(`${POD}/containers/0/env/0`)),
    expect: [removed(`${POD}/containers/[name=operator]/env/[name=SSR_CLUSTER_NAME]`)],
  },
  {
    what: "reorders environment variables",
    of: "Deployment/strimzi-operator",
    live: byKubectl("patch", [
      "--type=json",
      "--patch",
      JSON.stringify(move(`${POD}/containers/0/env/3`, `${POD}/containers/0/env/0`)),
    ]),
    expect: NOTHING,
  },
  {
    what: "adds a container",
    of: "Deployment/alert-database-server",
    live: byEdit(put(`${POD}/containers/-`, { name: "debug", image: "busybox" })),
    expect: [added(`${POD}/containers/[name=debug]`, EDIT)],
  },
  {
    what: "adds a first container",
    of: "Deployment/alert-stream-simulator",
    live: byEdit(put(`${POD}/containers/0`, { name: "debug", image: "busybox:1" })),
    expect: [added(`${POD}/containers/[name=debug]`, EDIT)],
  },
  {
    what: "adds a container port",
    of: "Deployment/strimzi-operator",
    live: byEdit(put(`${POD}/containers/0/ports/-`, { name: "jmx", containerPort: 9999 })),
    expect: [added(`${POD}/containers/[name=operator]/ports/[containerPort=9999,protocol=TCP]`, EDIT)],
  },
  {
    what: "changes a mount",
    of: "Deployment/alert-database-ingester",
    live: byEdit(put(`${POD}/containers/0/volumeMounts/0/readOnly`, false)),
    expect: [removed(`${POD}/containers/[name=ingester]/volumeMounts/[mountPath=/etc/kafka-client-secret]/readOnly`)],
  },
  {
    what: "adds a volume",
    of: "Deployment/strimzi-operator",
    live: byEdit(put(`${POD}/volumes/0`, { name: "more", emptyDir: {} })),
    expect: [added(`${POD}/volumes/[name=more]`, EDIT)],
  },
  {
    what: "reorders volumes",
    of: "Deployment/strimzi-operator",
    live: byKubectl("patch", ["--type=json", "--patch", JSON.stringify(move(`${POD}/volumes/1`, `${POD}/volumes/0`))]),
    expect: NOTHING,
  },
  {
    what: "adds a port",
    of: "Service",
    live: byEdit(put("/spec/ports/0", { name: "metrics", port: 9090, targetPort: 9090 })),
    expect: [added("/spec/ports/[port=9090,protocol=TCP]", EDIT)],
  },
  {
    what: "adds an argument",
    of: "Deployment/alert-database-server",
    live: byEdit(put(`${POD}/containers/0/command/-`, "--verbose")),
    expect: [changed(`${POD}/containers/[name=server]/command`, EDIT)],
  },
  {
    what: "reorders arguments",
    of: "Deployment/alert-database-ingester",
    live: byEdit(move(`${POD}/containers/0/command/3`, `${POD}/containers/0/command/1`)),
    expect: [changed(`${POD}/containers/[name=ingester]/command`, EDIT)],
  },
  {
    what: "adds a finalizer by hand",
    of: ["KafkaTopic", "Deployment"],
    live: byKubectl("patch", ["--type=merge", "--patch", '{"metadata":{"finalizers":["example.org/keep"]}}']),
    expect: [added("/metadata/finalizers", PATCH)],
  },
  {
    what: "adds to a set",
    of: ["KafkaTopic", "ConfigMap"],
    born: FINALIZERS,
    live: byEdit(put("/metadata/finalizers/0", "example.org/three")),
    expect: [added("/metadata/finalizers/0", EDIT)],
  },
  {
    what: "takes an item out of a set",
    of: ["KafkaUser", "Service"],
    born: FINALIZERS,
    live: byEdit(take("/metadata/finalizers/0")),
    expect: [removed("/metadata/finalizers/0")],
  },
  {
    what: "reorders a set",
    of: ["KafkaTopic", "NetworkPolicy"],
    born: FINALIZERS,
    live: byKubectl("patch", [
      "--type=json",
      "--patch",
      JSON.stringify(move("/metadata/finalizers/1", "/metadata/finalizers/0")),
    ]),
    expect: NOTHING,
  },
];
