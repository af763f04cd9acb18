import type { Context } from "../context.ts";
import { SkippedWrite } from "../failure.ts";
import { marked, sameText } from "../marker.ts";
import type { MarkedIssue, Written } from "../port.ts";
import { changeOnce, makeOnce } from "../writer.ts";
import { attempt, type Done } from "../written.ts";
import { type OwnIssue, ownIssues } from "./own-issues.ts";
import { subjectIn, subjectOf, withSubject } from "./subject.ts";

/**
 * One issue: made, edited in place, closed when all is well, opened again when it is not. Where a person closed it as
 * not planned it stays closed until it is about something else.
 */
export function ensureIssue(context: Context, issue: MarkedIssue): Promise<Written> {
  const text = marked(issue.marker, withSubject(issue));
  const target = {
    what: "issue",
    doing: `write the issue ${JSON.stringify(issue.title)}`,
    permission: "issues: write",
  };
  return attempt(target, async () => {
    const [found, ...others] = await ownIssues(context, issue.marker);
    if (found === undefined)
      return issue.open ? create(context, issue, text) : { outcome: "unchanged", url: null, id: null };
    const done = await put(context, { issue, text, found });
    for (const other of others) await supersede(context, other, found);
    return others.length === 0 ? done : { ...done, outcome: "configured" };
  });
}

interface Work {
  readonly issue: MarkedIssue;
  readonly text: string;
  readonly found: OwnIssue;
}

async function put(context: Context, { issue, text, found }: Work): Promise<Done> {
  const same = found.title === issue.title && sameText(found.body, text);
  if (!issue.open) return found.open ? update(context, { found, issue, text }, CLOSE) : at(found, "unchanged");
  if (found.open) return same ? at(found, "unchanged") : update(context, { found, issue, text }, {});
  if (found.declined && subjectIn(found.body) === subjectOf(issue)) {
    throw new SkippedWrite(`a person closed #${found.number} as not planned, and it is still about the same`);
  }
  return update(context, { found, issue, text }, REOPEN);
}

const CLOSE = { state: "closed", state_reason: "completed" } as const;
const REOPEN = { state: "open", state_reason: "reopened" } as const;

async function create(context: Context, issue: MarkedIssue, body: string): Promise<Done> {
  const { octokit, place } = context;
  const made = await makeOnce<Pick<OwnIssue, "number" | "url">>(
    {
      what: `create the issue ${JSON.stringify(issue.title)}`,
      make: async () => {
        const options = { ...place, title: issue.title, body, labels: [...issue.labels] };
        const { data } = await octokit.rest.issues.create(options);
        return { number: data.number, url: data.html_url };
      },
      look: async () => (await ownIssues(context, issue.marker)).find(({ open }) => open) ?? null,
    },
    context,
  );
  return at(made, "created");
}

async function update(
  { octokit, place, writer }: Context,
  { issue, text, found }: Work,
  change: typeof CLOSE | typeof REOPEN | Record<string, never>,
): Promise<Done> {
  const options = { ...place, issue_number: found.number, title: issue.title, body: text, ...change };
  const verb = "state" in change ? (change.state === "open" ? "reopen" : "close") : "edit";
  await changeOnce(writer, `${verb} the issue ${found.url}`, () => octokit.rest.issues.update(options));
  return at(found, "configured");
}

/** Closes what an earlier race made twice, and takes the marker away, so that it is never found again. */
async function supersede({ octokit, place, writer }: Context, other: OwnIssue, kept: OwnIssue): Promise<void> {
  const body = `Holdfast goes on in #${kept.number}.`;
  const options = { ...place, issue_number: other.number, body, state: "closed", state_reason: "not_planned" } as const;
  await changeOnce(writer, `close the double issue ${other.url}`, () => octokit.rest.issues.update(options));
}

function at({ number, url }: Pick<OwnIssue, "number" | "url">, outcome: Done["outcome"]): Done {
  return { outcome, url, id: number };
}
