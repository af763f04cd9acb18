/** What is risky in a change of what git declares: what Kafka or Strimzi refuse, and what loses data or access. */
export { weighCluster } from "./cluster.ts";
export { weighTopics } from "./topics.ts";
export { weighUsers } from "./users.ts";
