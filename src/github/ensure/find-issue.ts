import type { Context } from "../context.ts";
import { readingError } from "../explain-failure.ts";
import type { FoundIssue } from "../port.ts";
import { ownIssues } from "./own-issues.ts";
import { withoutSubject } from "./subject.ts";

/** @throws GitHubError when issues cannot be read. */
export async function findIssue(context: Context, marker: string): Promise<FoundIssue | null> {
  try {
    const [found] = await ownIssues(context, marker);
    if (found === undefined) return null;
    return { number: found.number, open: found.open, body: withoutSubject(found.body), url: found.url };
  } catch (error) {
    throw readingError(error, { doing: "read the issues", permission: "issues: read" });
  }
}
