/** An environment on real servers, in which everything is as git says, and the hands that change it. */
export type { As, ClusterHand, Ref } from "./cluster-hand.ts";
export { refOf } from "./deploy.ts";
export { READER, WRITER } from "./environment.ts";
export type { Registration, RegistryHand } from "./registry-hand.ts";
export type { Rule, StoreHand } from "./store-hand.ts";
export type { State } from "./terraform-state.ts";
export {
  ALERT_BUCKET,
  ALERT_OBJECT,
  ALERT_TOPIC,
  INGESTER_GROUP,
  REPLAY_TOPIC,
  SCHEMA_BUCKET,
  SCHEMA_OBJECT,
  STATIC_TOPIC,
  World,
} from "./world.ts";
