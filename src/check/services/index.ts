/** The arrows behind the cluster: what systems want to see of live objects and services, and what they find. */
export { declaredOf } from "./declared.ts";
export { gatherEvidence } from "./gather.ts";
export { judgeSystems } from "./judgement.ts";
export { LiveLists, listsOf, type WantedList } from "./live-lists.ts";
export { isNotLookedAt, lookedAt } from "./looked-at.ts";
export { beginServices, type ServiceReadings, serviceRequests } from "./readings.ts";
