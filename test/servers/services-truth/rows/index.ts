/** The truth table of services: what is done to them, and what must be reported of it. Written from the rules, not from the tool. */
import type { Row } from "../row.ts";
import { ACLS } from "./acls.ts";
import { BROKERS } from "./brokers.ts";
import { QUOTAS, SCRAM_USERS } from "./credentials.ts";
import { DEAD_BROKERS } from "./dead-brokers.ts";
import { MESSAGES } from "./messages.ts";
import { CLUSTER_OPERATORS } from "./operators-cluster.ts";
import { TOPIC_OPERATORS } from "./operators-topics.ts";
import { USER_OPERATORS } from "./operators-users.ts";
import { REGISTRY } from "./registry.ts";
import { BUCKETS, IDENTITIES } from "./stores.ts";
import { TOPIC_CONFIGS } from "./topic-configs.ts";
import { TOPIC_SHAPES } from "./topic-shapes.ts";

/** Every row, by theme. */
export const TABLES: Readonly<Record<string, readonly Row[]>> = {
  topics: TOPIC_SHAPES,
  "topic configs": TOPIC_CONFIGS,
  ACLs: ACLS,
  "SCRAM users": SCRAM_USERS,
  quotas: QUOTAS,
  brokers: BROKERS,
  "Topic Operator": TOPIC_OPERATORS,
  "User Operator": USER_OPERATORS,
  "other operators": CLUSTER_OPERATORS,
  registry: REGISTRY,
  messages: MESSAGES,
  buckets: BUCKETS,
  identities: IDENTITIES,
  "dead brokers": DEAD_BROKERS,
};
