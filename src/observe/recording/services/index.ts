/**
 * Recordings of services, below `services/` of a recording, one file for each service and call:
 *
 *     kafka/NAMESPACE/CLUSTER/state.json             what the cluster holds, part by part
 *     kafka/NAMESPACE/CLUSTER/absent.json            wanted topics that it does not list: whether they surely do not exist
 *     kafka/NAMESPACE/CLUSTER/groups.json            members and lag of the consumer groups that were asked for
 *     kafka/NAMESPACE/CLUSTER/last-messages.json     offset, time and schema id of the last messages, never a message
 *     schema-registry/NAMESPACE/NAME/state.json      levels, modes, subjects with their versions and schemas
 *     schema-registry/NAMESPACE/NAME/schemas.json    what it knows of the schema ids that were asked for
 *     object-store/buckets.json                      the buckets that were asked for
 *     terraform/state.json                           buckets, service accounts and bindings of the state
 *     alert-database/health.json                     HTTP status of its health endpoint
 *
 * Each is the reading as it stood, failures included; each item of a list is one line.
 */

export { recordServices, type ServiceRecorder } from "./recorder.ts";
export { type ReplayOptions, replayServices } from "./replay.ts";
