import {
  type ConnectedGitHub,
  connectGitHub,
  type InlineComment,
  type InlineReview,
  type Pace,
  type Written,
} from "../../../../src/github/index.ts";
import type { GitHubRepository, GitHubServer } from "../server/index.ts";

/** As patient as a run, in no time. */
export const HURRY: Pace = { writeMs: 0, notifyMs: 0, secondMs: 1, requestMs: 60_000, patience: 300 };

/** What a workflow is given. */
export const PERMISSIONS = { contents: "write", pull_requests: "write", issues: "write", checks: "write" } as const;

export const FILE = "environments/idfint/values.yaml";
const LINES = 60;

/** A repository with a pull request that changes every line of one file. */
export interface World {
  readonly server: GitHubServer;
  readonly repository: GitHubRepository;
  readonly number: number;
}

let worlds = 0;

/** On a server that several tests share, each with a repository of its own. */
export async function openWorld(server: GitHubServer): Promise<World> {
  const repository = await server.createRepository(`lsst/phalanx-${++worlds}`);
  await repository.commit({ branch: "main", files: { [FILE]: values("old") } });
  await repository.commit({ branch: "change", from: "main", files: { [FILE]: values("new") } });
  return { server, repository, number: await repository.openPull({ head: "change" }) };
}

/** The file with this value on each line. */
export function values(value: string): string {
  return Array.from({ length: LINES }, (_, index) => `key${index + 1}: ${value}\n`).join("");
}

/** Connects as a workflow does, unless another environment is given. */
export function connect(
  { server, repository }: World,
  env: Record<string, string> | null = null,
): Promise<ConnectedGitHub> {
  return connectGitHub({
    env: { GITHUB_API_URL: server.url, ...(env ?? { GITHUB_TOKEN: server.actionsToken(repository, PERMISSIONS) }) },
    repository: repository.fullName,
    remote: null,
    learn: () => undefined,
    say: () => undefined,
    pace: HURRY,
  });
}

export async function reviewOf(
  { repository, number }: World,
  comments: readonly InlineComment[],
): Promise<InlineReview> {
  return { marker: "review", commit: await repository.headOf(number), comments };
}

/** A comment on a line of the file. */
export function inline(key: string, line: number, more: Partial<InlineComment> = {}): InlineComment {
  return { key, file: FILE, side: "head", line, body: `About ${key}`, ...more };
}

/** Makes, edits and retires inline comments until these stand. */
export async function comment(
  world: World,
  github: ConnectedGitHub,
  comments: readonly InlineComment[],
): Promise<readonly Written[]> {
  return github.ensureReviewComments(await github.pullRequest(world.number), await reviewOf(world, comments));
}

export function outcomes(written: readonly Written[]): readonly string[] {
  return written.map(({ outcome }) => outcome);
}

/** Counts the writes that something does. */
export async function writesOf({ server }: World, work: () => Promise<unknown>): Promise<number> {
  const before = server.writes;
  await work();
  return server.writes - before;
}
