/** A throwaway S3 server for tests. */
export { S3Server, startS3 } from "./server.ts";
