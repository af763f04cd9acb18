/** Who owns which field of a live object, read from its managedFields. */
export { attributionOf } from "./attribution.ts";
export { type Owner, Owners, ownersOf } from "./owners.ts";
