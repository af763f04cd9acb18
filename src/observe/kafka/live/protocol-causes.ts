import type { Cause } from "./cause.ts";

/** What Kafka's error code means for a reader (Kafka protocol guide, "Error codes"). */
export function protocolCause(code: number): Cause {
  const known = CAUSES[code];
  if (known !== undefined) return known;
  const name = PASSING[code];
  const why = name === undefined ? `the broker answered with error ${code}` : `the broker answered ${name} (${code})`;
  return { reason: "server-error", why, passes: name !== undefined };
}

export const UNKNOWN_TOPIC_OR_PARTITION = 3;
export const LEADER_NOT_AVAILABLE = 5;
export const INVALID_TOPIC = 17;
export const TOPIC_AUTHORIZATION_FAILED = 29;
export const SECURITY_DISABLED = 54;

function denied(why: string): Cause {
  return { reason: "no-permission", why, passes: false };
}

function login(why: string): Cause {
  return { reason: "login-refused", why, passes: false };
}

const CAUSES: Readonly<Record<number, Cause>> = {
  [UNKNOWN_TOPIC_OR_PARTITION]: { reason: "server-error", why: "the topic does not exist any more", passes: false },
  [TOPIC_AUTHORIZATION_FAILED]: denied("the account may not describe the topic, or it does not exist"),
  30: denied("the account may not describe the group"),
  31: denied("the account lacks the permission on the cluster"),
  33: login("the listener does not offer this SASL mechanism"),
  34: login("the listener expects no SASL login"),
  35: { reason: "unsupported", why: "the broker does not support this request", passes: false },
  58: login("the broker does not accept this name and password"),
};

/** What passes by itself: elections, controllers that move, coordinators that load. */
const PASSING: Readonly<Record<number, string>> = {
  [LEADER_NOT_AVAILABLE]: "LEADER_NOT_AVAILABLE",
  6: "NOT_LEADER_OR_FOLLOWER",
  7: "REQUEST_TIMED_OUT",
  8: "BROKER_NOT_AVAILABLE",
  9: "REPLICA_NOT_AVAILABLE",
  13: "NETWORK_EXCEPTION",
  14: "COORDINATOR_LOAD_IN_PROGRESS",
  15: "COORDINATOR_NOT_AVAILABLE",
  16: "NOT_COORDINATOR",
  41: "NOT_CONTROLLER",
  74: "FENCED_LEADER_EPOCH",
  75: "UNKNOWN_LEADER_EPOCH",
  78: "OFFSET_NOT_AVAILABLE",
};
