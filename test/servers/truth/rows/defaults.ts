import { byBot, byEdit, byKubectl, put } from "./change.ts";
import { added, BOT, EDIT, PATCH } from "./expect.ts";
import { NOTHING, type Row } from "./row.ts";

const POD = "/spec/template/spec";
const BOX = `${POD}/containers/0`;

/** What the API server fills in by itself, and what others make of it. */
export const DEFAULTS: readonly Row[] = [
  {
    what: "git names a pod's defaults",
    of: "Deployment",
    git: [
      ...put(`${POD}/restartPolicy`, "Always"),
      ...put(`${POD}/dnsPolicy`, "ClusterFirst"),
      ...put(`${POD}/schedulerName`, "default-scheduler"),
      ...put(`${BOX}/terminationMessagePath`, "/dev/termination-log"),
    ],
    expect: NOTHING,
  },
  {
    what: "git names a Service's defaults",
    of: "Service",
    git: [
      ...put("/spec/sessionAffinity", "None"),
      ...put("/spec/ports/0/protocol", "TCP"),
      ...put("/spec/ipFamilyPolicy", "SingleStack"),
    ],
    expect: NOTHING,
  },
  {
    what: "git leaves an empty map out that it named",
    of: "KafkaTopic",
    born: put("/metadata/annotations", {}),
    git: [{ op: "remove", path: "/metadata/annotations" }],
    expect: NOTHING,
  },
  {
    what: "another applies the default by server-side apply",
    of: "Deployment/strimzi-operator",
    live: byBot({ spec: { revisionHistoryLimit: 10, progressDeadlineSeconds: 600 } }),
    expect: NOTHING,
  },
  {
    what: "another applies what git says by server-side apply",
    of: ["KafkaTopic/registry-schemas"],
    live: byBot({ spec: { partitions: 1, config: { "cleanup.policy": "compact" } } }),
    expect: NOTHING,
  },
  {
    what: "an edit writes a default out",
    of: "Deployment/alert-database-server",
    live: byEdit(put(`${POD}/terminationGracePeriodSeconds`, 30)),
    expect: NOTHING,
  },
  {
    what: "an edit changes a default",
    of: "Deployment/alert-database-server",
    live: byEdit(put("/spec/progressDeadlineSeconds", 60)),
    expect: [added("/spec/progressDeadlineSeconds", EDIT)],
  },
  {
    what: "an edit changes a container's default",
    of: "Deployment/alert-stream-simulator",
    live: byEdit(put(`${BOX}/imagePullPolicy`, "Always")),
    expect: [added(`${POD}/containers/[name=replay]/imagePullPolicy`, EDIT)],
  },
  {
    what: "an edit changes a probe's default",
    of: "Deployment/alert-database-server",
    live: byEdit(put(`${BOX}/readinessProbe/failureThreshold`, 9)),
    expect: [added(`${POD}/containers/[name=server]/readinessProbe/failureThreshold`, EDIT)],
  },
  {
    what: "an edit changes a volume's default",
    of: "Deployment/alert-database-ingester",
    live: byEdit(put(`${POD}/volumes/0/secret/defaultMode`, 0o400)),
    expect: [added(`${POD}/volumes/[name=kafka-client-secret]/secret/defaultMode`, EDIT)],
  },
  {
    what: "an edit changes how updates roll",
    of: "Deployment/strimzi-operator",
    live: byEdit(put("/spec/strategy/rollingUpdate/maxSurge", 0)),
    expect: [added("/spec/strategy/rollingUpdate/maxSurge", EDIT)],
  },
  {
    what: "another applies other than the default",
    of: "Deployment/strimzi-operator",
    live: byBot({ spec: { minReadySeconds: 30, revisionHistoryLimit: 2 } }),
    expect: [added("/spec/minReadySeconds", BOT), added("/spec/revisionHistoryLimit", BOT)],
  },
  {
    what: "a patch changes a Service's default",
    of: "Service",
    live: byKubectl("patch", ["--patch", '{"spec":{"publishNotReadyAddresses":true,"internalTrafficPolicy":"Local"}}']),
    expect: [added("/spec/publishNotReadyAddresses", PATCH), added("/spec/internalTrafficPolicy", PATCH)],
  },
  {
    what: "an edit changes the autoscaler's default",
    of: "HorizontalPodAutoscaler",
    born: [{ op: "remove", path: "/spec/minReplicas" }],
    live: byEdit(put("/spec/minReplicas", 2)),
    expect: [added("/spec/minReplicas", EDIT)],
  },
  {
    what: "an edit parallelises",
    of: "Job",
    live: byEdit(put("/spec/parallelism", 2)),
    expect: [added("/spec/parallelism", EDIT)],
  },
  {
    what: "an edit suspends",
    of: "Job",
    live: byEdit(put("/spec/suspend", true)),
    expect: [added("/spec/suspend", EDIT)],
  },
];
