/**
 * Properties of our own documents whose text is an id or a word of a closed vocabulary. They are never scrubbed: scripts
 * rely on them, and a Secret value that equals one of these words tells nothing. `resource` is an id as a whole.
 */
export const CONTRACT_IDS: ReadonlySet<string> = new Set([
  "id",
  "kind",
  "layer",
  "system",
  "severity",
  "application",
  "name",
  "namespace",
  "operation",
  "time",
  "file",
  "commit",
  "reason",
  "remedy",
  "remedies",
  "verdict",
  "revision",
  "recordedAt",
  "engine",
  "helm",
  "by",
  "expires",
]);
