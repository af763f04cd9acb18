/** GitHub on loopback for tests: real git, GitHub's rules, faults on demand, and no request that GitHub does not describe. */
export type { FailFault, FaultMatch } from "./faults/faults.ts";
export { GitHubRepository, type NewPull } from "./github-repository.ts";
export { GitHubServer, type GitHubServerOptions, type NewRepository } from "./github-server.ts";
export type { LoggedRequest, Violation } from "./request-log.ts";
export type { Permissions } from "./state/people.ts";
export type { AppCredentials } from "./state/tokens.ts";
