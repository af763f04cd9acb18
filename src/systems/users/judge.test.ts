import { describe, expect, it } from "vitest";
import type { AclBinding } from "../../observe/kafka/state.ts";
import { type Json, read, unread } from "../../vocabulary/index.ts";
import { evidenceOf, inShort, kafkaResource, type Seen, strimzi } from "../testing/evidence.ts";
import { judgeUsers } from "./judge.ts";

const ACLS = [
  { resource: { type: "topic", name: "alerts", patternType: "literal" }, operations: ["Read", "Describe"] },
  { resource: { type: "group", name: "alerce", patternType: "prefix" }, operations: ["Read"] },
];
const SPEC = {
  authentication: { type: "scram-sha-512" },
  authorization: { type: "simple", acls: ACLS },
  quotas: { consumerByteRate: 1000 },
};
const KAFKA = kafkaResource();

function user(rest: Record<string, Json> = {}) {
  return strimzi("KafkaUser", "alerce", { spec: SPEC, ...rest });
}

function acl(rest: Partial<AclBinding> = {}): AclBinding {
  return {
    resourceType: "TOPIC",
    resourceName: "alerts",
    patternType: "LITERAL",
    principal: "User:alerce",
    host: "*",
    operation: "READ",
    permission: "ALLOW",
    ...rest,
  };
}

const READ = acl();
const DESCRIBE = acl({ operation: "DESCRIBE" });
const GROUP = acl({ resourceType: "GROUP", resourceName: "alerce", patternType: "PREFIXED" });
const OWN = [READ, DESCRIBE, GROUP];
const OF_ALERCE = { entity: [{ type: "user", name: "alerce" }], values: { consumer_byte_rate: 1000 } } as const;
const SCRAM = { name: "alerce", credentials: [{ mechanism: "SCRAM-SHA-512", iterations: 4096 }] };

const RIGHT = { acls: bindings(...OWN), quotas: read([OF_ALERCE]), scramUsers: read([SCRAM]) };

function bindings(...all: AclBinding[]) {
  return read({ authorizer: true, bindings: all });
}

type Row = readonly [string, Seen, readonly string[]];

const READ_TITLE = "ACL ALLOW READ on TOPIC alerts for User:alerce";
const UNDONE = "undone by user-operator";

const CALM: readonly Row[] = [
  ["a user as it should be", { live: [KAFKA, user()], state: RIGHT }, []],
  ["ACLs in another order", { live: [KAFKA, user()], state: { ...RIGHT, acls: bindings(GROUP, DESCRIBE, READ) } }, []],
  [
    "super users, Strimzi's own and users that the operator leaves alone",
    {
      live: [
        kafkaResource({
          spec: {
            kafka: { authorization: { type: "simple", superUsers: ["User:CN=admin"] } },
            entityOperator: {
              userOperator: {},
              template: {
                userOperatorContainer: { env: [{ name: "STRIMZI_IGNORED_USERS_PATTERN", value: "admin|backup-.*" }] },
              },
            },
          },
        }),
        user(),
      ],
      state: {
        ...RIGHT,
        acls: bindings(
          ...OWN,
          acl({ principal: "User:CN=admin" }),
          acl({ principal: "User:CN=alert-broker-kafka,O=io.strimzi" }),
          acl({ principal: "User:backup-1" }),
        ),
        scramUsers: read([SCRAM, { ...SCRAM, name: "admin" }]),
      },
    },
    [],
  ],
  [
    "parts that could not be read",
    {
      live: [KAFKA, user()],
      state: {
        acls: unread("no-permission", "ACLs", "forbidden"),
        quotas: unread("no-permission", "quotas", "forbidden"),
        scramUsers: unread("no-permission", "SCRAM users", "forbidden"),
      },
    },
    [],
  ],
];

const SERVICE: readonly Row[] = [
  [
    "leftovers of the user's other way to log in",
    { live: [KAFKA, user()], state: { ...RIGHT, acls: bindings(...OWN, acl({ principal: "User:CN=alerce" })) } },
    [`extra service ACL ALLOW READ on TOPIC alerts for User:CN=alerce (undeclared) ${UNDONE}`],
  ],
  [
    "an ACL that is gone",
    { live: [KAFKA, user()], state: { ...RIGHT, acls: bindings(DESCRIBE, GROUP) } },
    [`missing service ${READ_TITLE} ${UNDONE}`],
  ],
  [
    "an ACL too many",
    { live: [KAFKA, user()], state: { ...RIGHT, acls: bindings(...OWN, acl({ operation: "WRITE" })) } },
    [`extra service ACL ALLOW WRITE on TOPIC alerts for User:alerce (undeclared) ${UNDONE}`],
  ],
  [
    "another host",
    { live: [KAFKA, user()], state: { ...RIGHT, acls: bindings(acl({ host: "10.0.0.1" }), DESCRIBE, GROUP) } },
    [
      `missing service ${READ_TITLE} ${UNDONE}`,
      `extra service ${READ_TITLE} from 10.0.0.1 (undeclared) ${UNDONE} because ${READ_TITLE}`,
    ],
  ],
  [
    "a right that is denied besides",
    { live: [KAFKA, user()], state: { ...RIGHT, acls: bindings(...OWN, acl({ permission: "DENY" })) } },
    [`extra service ACL DENY READ on TOPIC alerts for User:alerce (undeclared) ${UNDONE}`],
  ],
  [
    "a prefix in place of a literal name",
    { live: [KAFKA, user()], state: { ...RIGHT, acls: bindings(acl({ patternType: "PREFIXED" }), DESCRIBE, GROUP) } },
    [
      `missing service ${READ_TITLE} ${UNDONE}`,
      `extra service ACL ALLOW READ on TOPIC alerts* for User:alerce (undeclared) ${UNDONE} because ${READ_TITLE}`,
    ],
  ],
  [
    "all ACLs gone: one cause",
    { live: [KAFKA, user()], state: { ...RIGHT, acls: bindings() } },
    [
      `missing service ${READ_TITLE} ${UNDONE}`,
      `missing service ACL ALLOW DESCRIBE on TOPIC alerts for User:alerce ${UNDONE} because ${READ_TITLE}`,
      `missing service ACL ALLOW READ on GROUP alerce* for User:alerce ${UNDONE} because ${READ_TITLE}`,
    ],
  ],
  [
    "no password",
    { live: [KAFKA, user()], state: { ...RIGHT, scramUsers: read([]) } },
    [`missing service SCRAM user alerce ${UNDONE}`],
  ],
  [
    "a password of another mechanism only",
    {
      live: [KAFKA, user()],
      state: {
        ...RIGHT,
        scramUsers: read([{ name: "alerce", credentials: [{ mechanism: "SCRAM-SHA-256", iterations: 4096 }] }]),
      },
    },
    [`missing service SCRAM user alerce ${UNDONE}`],
  ],
  [
    "a password written by somebody else",
    {
      live: [KAFKA, user()],
      state: {
        ...RIGHT,
        scramUsers: read([{ name: "alerce", credentials: [{ mechanism: "SCRAM-SHA-512", iterations: 8192 }] }]),
      },
    },
    [`changed service SCRAM user alerce /SCRAM-SHA-512/iterations ${UNDONE}`],
  ],
  [
    "another quota",
    { live: [KAFKA, user()], state: { ...RIGHT, quotas: read([{ ...OF_ALERCE, values: { consumer_byte_rate: 5 } }]) } },
    [`changed service quota of user=alerce /consumer_byte_rate ${UNDONE}`],
  ],
  [
    "no quota",
    { live: [KAFKA, user()], state: { ...RIGHT, quotas: read([]) } },
    [`missing service quota of user=alerce ${UNDONE}`],
  ],
  [
    "one key of two gone from a quota",
    {
      live: [KAFKA, user({ spec: { ...SPEC, quotas: { consumerByteRate: 1000, requestPercentage: 50 } } })],
      state: RIGHT,
    },
    [`removed service quota of user=alerce /request_percentage ${UNDONE}`],
  ],
  [
    "a quota of a user who asks for none",
    { live: [KAFKA, user({ spec: { ...SPEC, quotas: {} } })], state: RIGHT },
    [`extra service quota of user=alerce (undeclared) ${UNDONE}`],
  ],
  [
    "a quota too many",
    {
      live: [KAFKA, user()],
      state: { ...RIGHT, quotas: read([{ ...OF_ALERCE, values: { ...OF_ALERCE.values, request_percentage: 50 } }]) },
    },
    [`added service quota of user=alerce /request_percentage ${UNDONE}`],
  ],
  [
    "a principal without a KafkaUser: one finding",
    {
      live: [KAFKA, user()],
      state: {
        ...RIGHT,
        scramUsers: read([SCRAM, { ...SCRAM, name: "eve" }]),
        acls: bindings(...OWN, acl({ principal: "User:eve" })),
      },
    },
    [
      `extra service SCRAM user eve (undeclared) ${UNDONE}`,
      `extra service ACL ALLOW READ on TOPIC alerts for User:eve (undeclared) ${UNDONE} because SCRAM user eve`,
    ],
  ],
  [
    "an ACL of a group, which Strimzi never looks at",
    { live: [KAFKA, user()], state: { ...RIGHT, acls: bindings(...OWN, acl({ principal: "Group:ops" })) } },
    ["extra service ACL ALLOW READ on TOPIC alerts for Group:ops (undeclared)"],
  ],
  [
    "quotas of a client id and of default entities",
    {
      live: [KAFKA, user()],
      state: {
        ...RIGHT,
        quotas: read([
          OF_ALERCE,
          { entity: [{ type: "client-id", name: "x" }], values: { request_percentage: 5 } },
          { entity: [{ type: "user", name: null }], values: { request_percentage: 5 } },
          {
            entity: [
              { type: "client-id", name: "x" },
              { type: "user", name: "alerce" },
            ],
            values: { request_percentage: 5 },
          },
        ]),
      },
    },
    [
      "extra service quota of client-id=x (undeclared)",
      "extra service quota of user=<default> (undeclared)",
      "extra service quota of user=alerce, client-id=x (undeclared)",
    ],
  ],
  [
    "no authorizer",
    { live: [KAFKA, user()], state: { ...RIGHT, acls: read({ authorizer: false, bindings: [] }) } },
    ["changed service Kafka cluster alert-broker /authorizer (no-authorizer)"],
  ],
  [
    "an ACL that poisons the operator: nothing is undone any more",
    {
      live: [KAFKA, user()],
      state: {
        ...RIGHT,
        acls: bindings(
          ...OWN,
          acl({ resourceType: "DELEGATION_TOKEN", resourceName: "t", operation: "DESCRIBE" }),
          acl({ operation: "WRITE" }),
        ),
      },
    },
    [
      "extra service ACL ALLOW DESCRIBE on DELEGATION_TOKEN t for User:alerce (poison-acl)",
      "extra service ACL ALLOW WRITE on TOPIC alerts for User:alerce (undeclared)",
    ],
  ],
];

const OPERATOR: readonly Row[] = [
  [
    "a failure, said as NotReady",
    {
      live: [
        KAFKA,
        user({
          status: {
            conditions: [{ type: "NotReady", status: "True", reason: "ExecutionException", message: "no" }],
            observedGeneration: 1,
          },
        }),
      ],
      state: { ...RIGHT, scramUsers: read([]) },
    },
    [
      "changed operator KafkaUser alerce /status/conditions (not-ready)",
      "missing service SCRAM user alerce because KafkaUser alerce /status/conditions",
    ],
  ],
  [
    "a user that was moved to another cluster",
    {
      live: [KAFKA, user({ metadata: { labels: { "strimzi.io/cluster": "other" } } })],
      state: { ...RIGHT, scramUsers: read([]), quotas: read([]) },
    },
    [
      "changed operator KafkaUser alerce /metadata/labels/strimzi.io~1cluster (wrong-cluster-label) because KafkaUser alerce /metadata/labels/strimzi.io~1cluster",
      `extra service ${READ_TITLE} (undeclared) because KafkaUser alerce /metadata/labels/strimzi.io~1cluster`,
      `extra service ACL ALLOW DESCRIBE on TOPIC alerts for User:alerce (undeclared) because ${READ_TITLE}`,
      `extra service ACL ALLOW READ on GROUP alerce* for User:alerce (undeclared) because ${READ_TITLE}`,
    ],
  ],
  [
    "what a deleted KafkaUser left behind",
    { live: [KAFKA], declared: [KAFKA, user()], state: { ...RIGHT, acls: bindings(), quotas: read([]) } },
    ["extra service SCRAM user alerce (undeclared) because KafkaUser alerce"],
  ],
];

describe("systems/users", () => {
  it.each(CALM)("is silent about %s", (_, seen) => {
    expect(inShort(judgeUsers(evidenceOf(seen)))).toEqual([]);
  });

  it.each(SERVICE)("names the arrow to Kafka for %s", (_, seen, expected) => {
    expect(inShort(judgeUsers(evidenceOf(seen)))).toEqual(expected);
  });

  it.each(OPERATOR)("names the arrow to the operator for %s", (_, seen, expected) => {
    expect(inShort(judgeUsers(evidenceOf(seen)))).toEqual(expected);
  });

  it("knows a user with a certificate by its common name", () => {
    const spec = { ...SPEC, authentication: { type: "tls" } };
    const acls = bindings(...OWN.map((one) => ({ ...one, principal: "User:CN=alerce" })));
    const quotas = read([{ ...OF_ALERCE, entity: [{ type: "user", name: "CN=alerce" } as const] }]);
    const seen = { live: [KAFKA, user({ spec })], state: { acls, quotas } };
    expect(inShort(judgeUsers(evidenceOf(seen)))).toEqual([]);
  });
});
