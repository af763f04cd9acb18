import { byBot, byEdit, byKubectl, byRequest, move, put, take } from "./change.ts";
import { added, BOT, changed, EDIT, SET, update } from "./expect.ts";
import type { Row } from "./row.ts";

/** Lists that one manager owns as a whole: most of those in custom resources, roles, bindings and rules. */
export const ATOMIC_LISTS: readonly Row[] = [
  {
    what: "adds a name",
    of: "Certificate",
    live: byEdit(put("/spec/dnsNames/-", "more.example.org")),
    expect: [changed("/spec/dnsNames", EDIT)],
  },
  {
    what: "reorders names",
    of: "Certificate",
    live: byEdit(move("/spec/dnsNames/1", "/spec/dnsNames/0")),
    expect: [changed("/spec/dnsNames", EDIT)],
  },
  {
    what: "takes the names over by server-side apply",
    of: "Certificate",
    live: byBot({ spec: { dnsNames: ["bot.example.org"] } }),
    expect: [changed("/spec/dnsNames", BOT)],
  },
  {
    what: "adds a verb",
    of: ["Role", "ClusterRole/strimzi-kafka-broker"],
    live: byEdit(put("/rules/0/verbs/-", "delete")),
    expect: [changed("/rules/0/verbs", EDIT)],
  },
  {
    what: "adds a rule",
    of: ["Role", "ClusterRole"],
    live: byEdit(put("/rules/-", { apiGroups: [""], resources: ["secrets"], verbs: ["get"] })),
    expect: [changed("/rules", EDIT)],
  },
  {
    what: "reorders rules",
    of: "ClusterRole/strimzi-operator-global",
    live: byEdit(move("/rules/1", "/rules/0")),
    expect: [changed("/rules", EDIT)],
  },
  {
    what: "adds a subject",
    of: ["RoleBinding", "ClusterRoleBinding"],
    live: byKubectl("set subject", ["--user=eve"]),
    expect: [changed("/subjects", SET)],
  },
  {
    what: "changes a subject",
    of: ["RoleBinding", "ClusterRoleBinding"],
    live: byEdit(put("/subjects/0/name", "other")),
    expect: [changed("/subjects/0/name", EDIT)],
  },
  {
    what: "opens the policy",
    of: "NetworkPolicy/alert-database-server",
    live: byEdit(put("/spec/ingress/0/from/-", { podSelector: {} })),
    expect: [changed("/spec/ingress/0/from", EDIT)],
  },
  {
    what: "changes the policy's port",
    of: "NetworkPolicy",
    live: byEdit(put("/spec/ingress/0/ports/0/port", 1)),
    expect: [changed("/spec/ingress/0/ports/0/port", EDIT)],
  },
  {
    what: "changes the host",
    of: "Ingress",
    live: byEdit(put("/spec/rules/0/host", "other.example.org")),
    expect: [changed("/spec/rules/0/host", EDIT)],
  },
  {
    what: "adds a trigger's option",
    of: "ScaledObject",
    live: byRequest("python-requests", put("/spec/triggers/0/metadata/excludePersistentLag", "true")),
    expect: [added("/spec/triggers/0/metadata/excludePersistentLag", update("python-requests"))],
  },
  {
    what: "changes where a parameter comes from",
    of: "TriggerAuthentication",
    live: byEdit(put("/spec/secretTargetRef/0/key", "other.crt")),
    expect: [changed("/spec/secretTargetRef/0/key", EDIT)],
  },
  {
    what: "changes the interval",
    of: "PodMonitor",
    live: byEdit(put("/spec/podMetricsEndpoints/0/interval", "5s")),
    expect: [changed("/spec/podMetricsEndpoints/0/interval", EDIT)],
  },
  {
    what: "takes a key away",
    of: "VaultSecret",
    live: byEdit(take("/spec/keys/0")),
    expect: [changed("/spec/keys", EDIT)],
  },
  {
    what: "asks for another scope",
    of: "GafaelfawrIngress",
    live: byEdit(put("/config/scopes/all/-", "exec:admin")),
    expect: [changed("/config/scopes/all", EDIT)],
  },
  {
    what: "changes a metric's target",
    of: "HorizontalPodAutoscaler",
    live: byEdit(put("/spec/metrics/0/resource/target/averageUtilization", 20)),
    expect: [changed("/spec/metrics/0/resource/target/averageUtilization", EDIT)],
  },
];
