import { isJsonObject, type JsonObject, type Path } from "../../../vocabulary/index.ts";
import type { DeclaredObject } from "../../evidence.ts";
import type { DeclaredCluster } from "../../intent/index.ts";
import { fieldOf } from "../../system.ts";
import { textOf } from "../../workload/index.ts";

/** A KafkaUser as git declares it. */
export interface UserIntent extends DeclaredObject {
  /** Of the resource, without `CN=`. */
  readonly name: string;
  /** How it logs in; null where Strimzi makes no credentials for it. */
  readonly login: string | null;
  readonly rules: readonly AclRule[];
}

/** One entry of a user's `acls`. */
export interface AclRule {
  readonly type: string;
  readonly name: string;
  readonly prefix: boolean;
  readonly deny: boolean;
  /** True where it holds for one host only. */
  readonly hosted: boolean;
  readonly operations: readonly string[];
  readonly path: Path;
}

export function usersOf({ users }: DeclaredCluster): readonly UserIntent[] {
  return users.map((one) => ({
    ...one,
    name: one.object.metadata.name,
    login: textOf(fieldOf(one.object, "spec", "authentication", "type")),
    rules: rulesOf(one),
  }));
}

/** `*` as a literal name stands for every name. */
export function isEverything({ name, prefix }: AclRule): boolean {
  return name === "*" && !prefix;
}

/** True where the rule speaks of the name. */
export function covers(rule: AclRule, name: string): boolean {
  if (rule.prefix) return name.startsWith(rule.name);
  return rule.name === "*" || rule.name === name;
}

/** True where the rule gives the operation: `All` gives each. */
export function gives({ deny, operations }: AclRule, operation: string): boolean {
  return !deny && (operations.includes(operation) || operations.includes("All"));
}

/** True where the Kafka names the user as a superuser, rightly spelled or not. */
export function isSuperuser({ name }: UserIntent, cluster: DeclaredCluster): boolean {
  const names = fieldOf(cluster.object, "spec", "kafka", "authorization", "superUsers");
  const all = (Array.isArray(names) ? names : []).map((one) => textOf(one)?.replace(/^User:/, ""));
  return all.includes(name) || all.includes(`CN=${name}`);
}

function rulesOf({ object }: DeclaredObject): readonly AclRule[] {
  const acls = fieldOf(object, "spec", "authorization", "acls");
  if (!Array.isArray(acls)) return [];
  return acls.flatMap((acl, index) => {
    const resource = isJsonObject(acl) ? acl["resource"] : undefined;
    const path: Path = ["spec", "authorization", "acls", { index, key: null }];
    return isJsonObject(acl) && isJsonObject(resource) ? [ruleOf(acl, resource, path)] : [];
  });
}

function ruleOf(acl: JsonObject, resource: JsonObject, path: Path): AclRule {
  const { operations, operation } = acl;
  // `operation` is the older spelling, of v1beta2.
  const all = Array.isArray(operations) ? operations : [operation];
  return {
    type: textOf(resource["type"]) ?? "",
    name: textOf(resource["name"]) ?? "",
    prefix: resource["patternType"] === "prefix",
    deny: acl["type"] === "deny",
    hosted: (textOf(acl["host"]) ?? "*") !== "*",
    operations: all.flatMap((one) => textOf(one) ?? []),
    path,
  };
}
