/** Argo CD: from Application and ApplicationSet resources to applications. */
export { type FileOf, readApplications } from "./read.ts";
