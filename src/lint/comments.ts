import { directivesFor, type ValuesPlace } from "../render/index.ts";
import type { Finding, IgnoredFinding } from "../vocabulary/index.ts";
import type { TracedApplication } from "./traced.ts";

interface Candidate {
  readonly finding: Finding;
  readonly place: ValuesPlace | null;
}

interface Around {
  readonly applications: readonly TracedApplication[];
  /** ISO date; a directive holds through the day of its end. */
  readonly today: string;
}

/** Parts findings into those that count and those that a comment at their values line tells to ignore. */
export function ignoreByComment(
  candidates: readonly Candidate[],
  around: Around,
): { readonly findings: readonly Finding[]; readonly ignored: readonly IgnoredFinding[] } {
  const findings: Finding[] = [];
  const ignored: IgnoredFinding[] = [];
  for (const { finding, place } of candidates) {
    const comment = place === null ? null : commentFor(finding, place, around);
    if (comment === null) findings.push(finding);
    else ignored.push({ finding, by: "comment", ...comment });
  }
  return { findings, ignored };
}

function commentFor(
  { application, reason }: Finding,
  place: ValuesPlace,
  { applications, today }: Around,
): Pick<IgnoredFinding, "why" | "expires"> | null {
  const { sources = [] } = applications.find((one) => one.application.name === application)?.values ?? {};
  const directive = sources
    .flatMap((source) => directivesFor(source, place))
    .find(({ rule, until }) => rule === reason && (until === null || today <= until));
  if (directive === undefined) return null;
  const why = directive.reason ?? "a comment says so";
  return { why: `${why} (${place.file}:${directive.line})`, expires: directive.until };
}
