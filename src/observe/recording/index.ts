/**
 * Recordings: what a check read from a cluster, kept in a folder that stands in for it later, failures included.
 *
 *     recording.json                                 when, of what, by which version
 *     discovery.json                                 the kinds that the cluster served, or why they are not known
 *     objects/GROUP/VERSION/KIND/NAMESPACE.json      one list: its objects, or why it could not be read
 *     schemas/GROUP/VERSION.json                     the schemas of the kinds that were listed, or why there are none
 *     services/SERVICE/…                             what was read of the services behind the cluster (services/index.ts)
 *
 * GROUP is `core` for the core group, NAMESPACE is `_all` for a list over all namespaces or of a cluster-scoped kind.
 * A list with selectors has a digest of them in its name: `NAMESPACE--DIGEST.json`.
 * Files are sorted and indented so that two recordings differ only where the clusters do.
 * Every object was masked and every string scrubbed in memory: no value of a Secret was ever in a file.
 */

export { type Recorder, type RecordOptions, recordReads } from "./recorder.ts";
export { openRecording } from "./replay.ts";
export type { RecordingInfo } from "./schema.ts";
export { replayServices } from "./services/index.ts";
