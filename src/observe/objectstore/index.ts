/** An object store that speaks S3, Google Cloud Storage's interoperable interface included. */
export { connectObjectStore, type ObjectStoreOptions, type StoreCredentials } from "./live/connect.ts";
export type { ObjectStoreReader } from "./port.ts";
