import { Octokit } from "octokit";
import type { GitHubServer } from "./server/index.ts";

/** The repository of these tests. */
export const AT = { owner: "acme", repo: "alerts" } as const;
export const FILE = "environments/dev/broker.yaml";

/** What a workflow that writes all is given. */
export const WRITES = { contents: "read", pull_requests: "write", issues: "write", checks: "write" } as const;

export const BASE_FILE = linesOf({});
export const CHANGED_FILE = linesOf({ 10: "line 10 is changed" });

/** Twenty lines, some of them other ones. */
export function linesOf(changed: Readonly<Record<number, string>>): string {
  const lines = Array.from({ length: 20 }, (_, index) => changed[index + 1] ?? `line ${index + 1}`);
  return `${lines.join("\n")}\n`;
}

/** Octokit without waiting or trying again: what the server says is what a test sees. */
export function octokitFor(server: GitHubServer, auth: string): Octokit {
  return new Octokit({ baseUrl: server.url, auth, throttle: { enabled: false }, retry: { enabled: false } });
}

/** How a request was refused. @throws Error when it was not. */
export async function refusal(request: Promise<unknown>): Promise<{ status: unknown; message: string }> {
  const error: unknown = await request.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error("The request was not refused");
  return { status: "status" in error ? error.status : null, message: error.message };
}
