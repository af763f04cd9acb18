import type { Difference } from "../../vocabulary/index.ts";
import type { UserContext } from "./context.ts";
import type { DeclaredUser } from "./declared-user.ts";

/** Strimzi's own number; the User Operator writes it on every pass. */
const ITERATIONS = 4096;
const MECHANISM = "SCRAM-SHA-512";

/** Whether Kafka knows the user's password at all, and in Strimzi's form. Kafka gives out no password to compare. */
export function compareScram({ name, scram, standing }: DeclaredUser, { state, cluster }: UserContext): Difference[] {
  if (!state.scramUsers.ok) return [];
  const credentials =
    state.scramUsers.value.find((user) => user.name === standing.object.metadata.name)?.credentials ?? [];
  const own = credentials.find(({ mechanism }) => mechanism === MECHANISM);
  const user = standing.object.metadata.name;
  const frame = { layer: "service", attribution: null, reason: null, detail: null } as const;
  const resource = { type: "user", cluster, name: user } as const;
  if (!scram) {
    if (credentials.length === 0) return [];
    const statement = `Kafka knows a password of ${user}, but KafkaUser ${user} logs in otherwise (${name})`;
    return [{ ...frame, kind: "extra", resource, path: [], reason: "undeclared", statement }];
  }
  if (own === undefined) {
    const other = credentials[0]?.mechanism;
    const statement = `Kafka knows no ${MECHANISM} password of ${user}${other === undefined ? "" : `, only one for ${other}`}, so the user cannot log in`;
    return [{ ...frame, kind: "missing", resource, path: [], statement }];
  }
  if (own.iterations === ITERATIONS) return [];
  const statement = `The password of ${user} in Kafka was not written by the User Operator: it has ${own.iterations} iterations`;
  return [
    {
      ...frame,
      kind: "changed",
      resource,
      path: [MECHANISM, "iterations"],
      desired: ITERATIONS,
      live: own.iterations,
      statement,
    },
  ];
}
