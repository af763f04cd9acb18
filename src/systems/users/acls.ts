import type { AclBinding } from "../../observe/kafka/state.ts";
import { type Difference, serviceTitle } from "../../vocabulary/index.ts";
import { aclResource } from "./acl-resource.ts";
import { aclKey } from "./acl-rules.ts";
import type { UserContext } from "./context.ts";
import type { DeclaredUser } from "./declared-user.ts";
import { isPoison } from "./poison.ts";

/**
 * The bindings of a principal against those that its KafkaUser stands for. Where several are missing, or several too many,
 * they follow from the first: somebody took the user's rights, or gave it some.
 */
export function compareAcls({ name, acls, standing }: DeclaredUser, context: UserContext): Difference[] {
  const { state, bindings, cluster } = context;
  if (!state.acls.ok || !state.acls.value.authorizer) return [];
  const live = (bindings.get(`User:${name}`) ?? []).filter((binding) => !isPoison(binding));
  const wanted = acls ?? [];
  const wantedKeys = new Set(wanted.map(aclKey));
  const liveKeys = new Set(live.map(aclKey));
  const user = standing.object.metadata.name;
  const missing = wanted.filter((binding) => !liveKeys.has(aclKey(binding)));
  const extra = live.filter((binding) => !wantedKeys.has(aclKey(binding)));
  const lost = missing.map((binding) => difference("missing", binding, { cluster, user }));
  const added = extra.map((binding): Difference => {
    const found = difference("extra", binding, { cluster, user });
    const twin = missing.find((other) => isVariant(other, binding));
    return twin === undefined ? found : { ...found, cause: { resource: aclResource(cluster, twin), path: null } };
  });
  return [...following(lost), ...following(added)];
}

/** All but the first follow from the first. */
export function following(differences: readonly Difference[]): Difference[] {
  const [first] = differences;
  return differences.map((one) =>
    first === undefined || one === first ? one : { cause: { resource: first.resource, path: null }, ...one },
  );
}

/** The same right with another host, pattern or permission: one was put in place of the other. */
function isVariant(one: AclBinding, other: AclBinding): boolean {
  return (
    one.resourceType === other.resourceType &&
    one.resourceName === other.resourceName &&
    one.operation === other.operation
  );
}

function difference(
  kind: "missing" | "extra",
  binding: AclBinding,
  { cluster, user }: { cluster: string; user: string },
): Difference {
  const resource = aclResource(cluster, binding);
  const title = serviceTitle(resource);
  const statement =
    kind === "missing"
      ? `${title} is missing in Kafka, although KafkaUser ${user} asks for it`
      : `${title} is in Kafka, but KafkaUser ${user} does not ask for it`;
  const reason = kind === "missing" ? null : "undeclared";
  return { kind, layer: "service", resource, path: [], attribution: null, reason, detail: null, statement };
}
