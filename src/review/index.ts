/** What a change of git does to each environment: two revisions against each other, and against what is live. */
export type { ReviewPorts } from "./ports.ts";
export type { ReviewRequest } from "./request.ts";
