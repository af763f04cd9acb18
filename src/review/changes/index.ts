/** What a change does to objects: which differ and where, what that means for what runs, and nothing of a Secret's values. */
export { effectsOfFields } from "./effects.ts";
export { fieldChanges } from "./fields.ts";
export { resourceChanges } from "./resource-changes.ts";
export { type ReviewedContext, reviewedResources } from "./reviewed.ts";
