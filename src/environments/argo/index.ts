/** Argo CD: from Application and ApplicationSet resources to applications. */
export { readApplications } from "./read.ts";
