import type { FindingKind, Remedy } from "../vocabulary/index.ts";
import type { About } from "./about.ts";

/** All remedies that fit a kind of finding, the default first. */
const REMEDIES: Record<FindingKind, readonly Remedy[]> = {
  missing: ["apply", "ignore"],
  extra: ["apply", "ignore"],
  changed: ["apply", "adopt", "ignore"],
  // Git never spoke of the field, so whoever set it may well be right.
  added: ["adopt", "apply", "ignore"],
  removed: ["apply", "adopt", "ignore"],
  pruned: ["manual", "ignore"],
  pending: ["apply"],
  "lost-intent": ["manual", "ignore"],
  coupling: ["manual", "ignore"],
  risk: ["manual", "ignore"],
  unreadable: ["manual"],
};

/** Deleting one of these loses data, so it is never applied by default. */
const HOLDS_DATA = ["PersistentVolumeClaim", "Namespace", "Kafka", "KafkaNodePool", "KafkaTopic"];

const STEERS_OPERATOR = /^\/metadata\/annotations\/strimzi\.io~1(managed|pause-reconciliation)$/;

/** What mends a finding: everything that fits, and the default. */
export function remediesOf(about: About): { remedy: Remedy; remedies: readonly Remedy[] } {
  const remedies = fitting(about);
  return { remedy: remedies[0] ?? "manual", remedies };
}

function fitting(about: About): readonly Remedy[] {
  const { kind, resource, reason, layer } = about;
  if (reason === "expired-rule") return ["manual"];
  // Holdfast writes manifests: what broke behind them is mended by an operator or by hand.
  const behind = layer === "operator" || layer === "service";
  if (kind !== "unreadable" && (reason === "unserved" || behind)) return ["manual", "ignore"];
  if (resource.type !== "kubernetes") return REMEDIES[kind];
  if (kind === "extra" && HOLDS_DATA.includes(resource.kind)) return ["manual", "ignore"];
  // Who pauses an operator by hand means it for an hour, not for git.
  if (STEERS_OPERATOR.test(about.path)) return ["apply", "adopt", "ignore"];
  // Git dropped the field on purpose: adopting would bring it back.
  if (reason === "dropped-from-git") return ["apply", "ignore"];
  // A Secret value never goes into a values file.
  if (resource.kind === "Secret" && resource.group === "") return withoutAdopt(REMEDIES[kind]);
  return REMEDIES[kind];
}

function withoutAdopt(remedies: readonly Remedy[]): readonly Remedy[] {
  return remedies.filter((remedy) => remedy !== "adopt");
}
