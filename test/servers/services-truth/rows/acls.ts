import type { AclFixture } from "../../kafka/index.ts";
import { addAcls, removeAcls } from "../moves/users.ts";
import type { Expected, Row } from "../row.ts";
import { expected, USER_OPERATOR } from "./expect.ts";

const READ: AclFixture = {
  resourceType: "TOPIC",
  resourceName: "alerts-simulated",
  patternType: "LITERAL",
  principal: "User:alerce",
  host: "*",
  operation: "READ",
  permission: "ALLOW",
};
const OWN_GROUP: AclFixture = { ...READ, resourceType: "GROUP", resourceName: "alerce", patternType: "PREFIXED" };
const OF_REGISTRY: AclFixture = { ...READ, principal: "User:CN=schema-registry", resourceName: "registry-schemas" };
const INGESTER: AclFixture = { ...READ, principal: "User:CN=alert-database-ingester" };

function about(acl: AclFixture): Expected["resource"] {
  const { resourceType, resourceName, principal, operation } = acl;
  const { patternType = "LITERAL", host = "*", permission = "ALLOW" } = acl;
  const named = { resourceType, resourceName, patternType, principal, host, operation, permission };
  return { type: "acl", cluster: "alert-broker", ...named };
}

function missing(acl: AclFixture): Expected {
  return expected(["missing", "service", about(acl)], { undoneBy: USER_OPERATOR });
}

function extra(acl: AclFixture): Expected {
  return expected(["extra", "service", about(acl)], { reason: "undeclared", undoneBy: USER_OPERATOR });
}

/** ACLs of one user are removed: one finding, from which the others follow. */
function without(what: string, ...acls: readonly AclFixture[]): Row {
  return { what, moves: [removeAcls(...acls)], expect: together(acls.map(missing), acls) };
}

/** ACLs of one user that nobody declares. */
function withOther(what: string, ...acls: readonly AclFixture[]): Row {
  return { what, moves: [addAcls(...acls)], expect: together(acls.map(extra), acls) };
}

function together([first]: readonly Expected[], [, ...rest]: readonly AclFixture[]): readonly Expected[] {
  return first === undefined ? [] : [{ ...first, consequences: rest.map(({ operation }) => ` ${operation} on `) }];
}

/** An ACL is removed, and a variant of it stands in its place. */
function instead(what: string, before: AclFixture, after: AclFixture): Row {
  const consequences = [`for ${after.principal}`];
  return { what, moves: [removeAcls(before), addAcls(after)], expect: [{ ...missing(before), consequences }] };
}

/** An ACL is removed, and another one was made that has little to do with it. */
function besides(what: string, before: AclFixture, after: AclFixture): Row {
  return { what, moves: [removeAcls(before), addAcls(after)], expect: [missing(before), extra(after)] };
}

/** The User Operator owns every `User:` principal: it makes and deletes bindings within two minutes. */
export const ACLS: readonly Row[] = [
  without("an ACL is removed", READ),
  without("the ACL of a group by prefix is removed", OWN_GROUP),
  without("an ACL of a user with a certificate is removed", OF_REGISTRY),
  without("an ACL on an internal topic is removed", {
    ...OF_REGISTRY,
    resourceName: "__consumer_offsets",
    operation: "DESCRIBE",
  }),
  without("an ACL on every topic is removed", { ...READ, principal: "User:rubin-devel", resourceName: "*" }),
  without("the ingester may no longer read its topic", INGESTER),
  without(
    "all ACLs of a user on a topic are removed",
    { ...READ, operation: "DESCRIBE" },
    { ...READ, operation: "DESCRIBE_CONFIGS" },
    READ,
  ),
  withOther("a user may do more", { ...READ, operation: "WRITE" }),
  withOther("a user may do everything", { ...READ, operation: "ALL" }),
  withOther("a user may read another topic", { ...READ, resourceName: "settings" }),
  withOther("a user may do something to the cluster", {
    ...READ,
    resourceType: "CLUSTER",
    resourceName: "kafka-cluster",
    operation: "ALTER",
  }),
  withOther("a user has a transactional id", {
    ...READ,
    resourceType: "TRANSACTIONAL_ID",
    resourceName: "alerce-",
    patternType: "PREFIXED",
    operation: "WRITE",
  }),
  withOther("somebody may read who is no user", { ...READ, principal: "User:mallory" }),
  withOther("everybody may read", { ...READ, principal: "User:*" }),
  withOther("whoever has no name may read", { ...READ, principal: "User:ANONYMOUS" }),
  withOther("a certificate of a user with a password may read", { ...READ, principal: "User:CN=alerce" }),
  withOther("a user by password has the name of one with a certificate", {
    ...OF_REGISTRY,
    principal: "User:schema-registry",
  }),
  withOther("a superuser gets an ACL", { ...READ, principal: "User:admin" }),
  withOther("a user is denied what it is allowed", { ...READ, permission: "DENY" }),
  withOther("everybody is denied", { ...READ, principal: "User:*", operation: "WRITE", permission: "DENY" }),
  {
    what: "two users may do more",
    moves: [addAcls({ ...READ, operation: "DELETE" }, { ...READ, principal: "User:fink", operation: "ALTER" })],
    expect: [extra({ ...READ, operation: "DELETE" }), extra({ ...READ, principal: "User:fink", operation: "ALTER" })],
  },
  instead("the host is wrong", READ, { ...READ, host: "10.0.0.7" }),
  instead("an allowance has become a denial", READ, { ...READ, permission: "DENY" }),
  instead("a literal name has become a prefix", READ, { ...READ, patternType: "PREFIXED" }),
  instead("a prefix has become a literal name", OWN_GROUP, { ...OWN_GROUP, patternType: "LITERAL" }),
  besides("the name is wrong by a letter", READ, { ...READ, resourceName: "alert-simulated" }),
  besides("the principal is written with a certificate's name", READ, { ...READ, principal: "User:CN=alerce" }),
  besides("the operation is another", READ, { ...READ, operation: "ALTER" }),
  {
    what: "a group of users may read, which the User Operator leaves alone",
    moves: [addAcls({ ...READ, principal: "Group:astronomers" })],
    expect: [
      expected(["extra", "service", about({ ...READ, principal: "Group:astronomers" })], { reason: "undeclared" }),
    ],
  },
  ...(["DELEGATION_TOKEN", "USER"] as const).map((resourceType): Row => {
    const poison: AclFixture = { ...READ, resourceType, resourceName: "alerce", operation: "DESCRIBE" };
    return {
      what: `there is an ACL on a ${resourceType}, which the User Operator cannot read`,
      moves: [addAcls(poison)],
      expect: [expected(["extra", "service", about(poison)], { reason: "poison-acl" })],
    };
  }),
];
