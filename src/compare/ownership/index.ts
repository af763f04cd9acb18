/** Who owns which field of a live object, read from its managedFields. */
export { attributionOf } from "./attribution.ts";
export { HUMAN_TOOLS, KNOWN_CONTROLLERS, type Role, roleOf } from "./managers.ts";
export { NO_OWNERS, type Owner, Owners, ownersOf } from "./owners.ts";
