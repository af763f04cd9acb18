import { brokerConfigOf, coupling, type DeclaredCluster } from "../../intent/index.ts";
import type { SystemDifference } from "../../system.ts";
import { textOf } from "../../workload/index.ts";
import { namePath } from "./topics.ts";
import { type AclRule, isEverything, usersOf } from "./user.ts";

/** Kafka's StandardAuthorizer: who may do this may also do that. */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  Describe: ["Read", "Write", "Delete", "Alter"],
  DescribeConfigs: ["AlterConfigs"],
};

/** Rules that change nothing: a star that is taken literally, a denial of what is not allowed, a permission that is denied. */
export function deadAcls(cluster: DeclaredCluster): readonly SystemDifference[] {
  // Then everything is allowed that no ACL speaks of, and a denial says something.
  const isOpen = textOf(brokerConfigOf(cluster)["allow.everyone.if.no.acl.found"]) === "true";
  return usersOf(cluster).flatMap((user) =>
    user.rules.flatMap((rule) => {
      const fault = faultOf(rule, user.rules, isOpen);
      if (fault === null) return [];
      const statement = `KafkaUser ${user.name} ${fault}`;
      return [coupling({ reason: "dead-acl", one: user, path: namePath(rule), statement })];
    }),
  );
}

function faultOf(rule: AclRule, rules: readonly AclRule[], isOpen: boolean): string | null {
  if (rule.type !== "cluster" && rule.prefix && rule.name === "*")
    return `has an ACL on the ${rule.type} prefix *, which Kafka takes for names that begin with a star; write patternType literal`;
  const what = `${rule.type} ${rule.name}${rule.prefix ? "*" : ""}`;
  if (rule.deny && !isOpen && !rules.some((other) => !other.deny && meet(rule, other)))
    return `denies what no other ACL allows it on ${what}, and Kafka allows nothing by itself; take the denial out`;
  const denial = rules.find((other) => other.deny && !rule.deny && isCovered(rule, other));
  if (denial === undefined) return null;
  return `is allowed on ${what} what another of its ACLs denies, and the denial wins; keep one of them`;
}

/** True where both may speak of the same operation on the same name. */
function meet(deny: AclRule, allow: AclRule): boolean {
  return deny.type === allow.type && namesMeet(deny, allow) && deny.operations.some((one) => isGiven(one, allow));
}

function namesMeet(a: AclRule, b: AclRule): boolean {
  if (a.type === "cluster" || isEverything(a) || isEverything(b)) return true;
  if (a.prefix && b.prefix) return a.name.startsWith(b.name) || b.name.startsWith(a.name);
  if (a.prefix) return b.name.startsWith(a.name);
  return b.prefix ? a.name.startsWith(b.name) : a.name === b.name;
}

function isGiven(operation: string, { operations }: AclRule): boolean {
  if (operation === "All" || operations.includes("All") || operations.includes(operation)) return true;
  return (IMPLIED[operation] ?? []).some((one) => operations.includes(one));
}

/** True where the denial takes away all that the permission gives. */
function isCovered(allow: AclRule, deny: AclRule): boolean {
  if (allow.type !== deny.type || deny.hosted || allow.operations.length === 0) return false;
  const isNamed =
    allow.type === "cluster" ||
    isEverything(deny) ||
    (deny.prefix
      ? allow.name.startsWith(deny.name) && !isEverything(allow)
      : !allow.prefix && allow.name === deny.name);
  return isNamed && (deny.operations.includes("All") || allow.operations.every((one) => deny.operations.includes(one)));
}
