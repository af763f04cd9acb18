/** Compares what git declares with what is live: schema, equality, ownership, differences. Pure. */
export { type ArgoIgnore, ignoredByArgo, openArgoIgnores } from "./argo/index.ts";
export { type FieldManager, KNOWN_DEPLOYERS } from "./deployer.ts";
export { type ExtraInput, findExtras, type TrackedApplication } from "./extra/index.ts";
export { type CompareInput, compareObject, type TrackingMark } from "./local/index.ts";
export { valueAt } from "./local/value-at.ts";
export { scaledTargets } from "./rules/scaled.ts";
export { type GroupVersionKind, type Schema, schemaFor, UNTYPED_OBJECT } from "./schema/index.ts";
export { compareOnServer, type ServerCompareInput, type ServerComparison } from "./server/index.ts";
export { missingObject, unservedObject } from "./whole.ts";
export { writerAt } from "./writer-at.ts";
