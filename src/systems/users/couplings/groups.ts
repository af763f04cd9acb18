import { coupling, type DeclaredCluster, listed } from "../../intent/index.ts";
import type { SystemDifference } from "../../system.ts";
import { namePath } from "./topics.ts";
import { type AclRule, gives, isEverything, isSuperuser, type UserIntent, usersOf } from "./user.ts";

/**
 * A prefix of one user's groups that another user's groups begin with: `alerce` also means `alerce-test`. The same name for
 * both is taken for a choice.
 */
export function overlappingGroups(cluster: DeclaredCluster): readonly SystemDifference[] {
  const users = usersOf(cluster);
  return users.flatMap((user) =>
    groupsOf(user)
      .filter(({ prefix, name }) => prefix && name !== "*")
      .flatMap((rule) => {
        const others = users.filter((other) => other !== user && groupsOf(other).some((its) => isInside(its, rule)));
        if (others.length === 0) return [];
        const names = listed(others.map(({ name }) => name));
        const statement = `KafkaUser ${user.name} may use every consumer group that begins with ${rule.name}, and so those of ${names}; choose prefixes of which none begins another`;
        return [coupling({ reason: "overlapping-groups", one: user, path: namePath(rule), statement })];
      }),
  );
}

function isInside({ name }: AclRule, { name: prefix }: AclRule): boolean {
  return name !== prefix && name.startsWith(prefix);
}

function groupsOf({ rules }: UserIntent): readonly AclRule[] {
  return rules.filter((rule) => rule.type === "group" && !rule.deny && !isEverything(rule));
}

/** Users who may read topics, but may use no consumer group; who reads without one needs none. */
export function missingGroups(cluster: DeclaredCluster): readonly SystemDifference[] {
  return usersOf(cluster)
    .filter((user) => !isSuperuser(user, cluster))
    .filter(({ rules }) => rules.some((rule) => rule.type === "topic" && gives(rule, "Read")))
    .filter(({ rules }) => !rules.some((rule) => rule.type === "group" && gives(rule, "Read")))
    .map((user) => {
      const statement = `KafkaUser ${user.name} may read topics, but no ACL lets it use a consumer group; allow Read on its group`;
      return coupling({ reason: "missing-group", one: user, path: ["spec", "authorization", "acls"], statement });
    });
}
