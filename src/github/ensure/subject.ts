import { createHash } from "node:crypto";
import { unmarked } from "../marker.ts";
import type { MarkedIssue } from "../port.ts";

const LINE = /^<!-- holdfast-subject:([0-9a-f]{16}) -->(?:\n|$)/;

/** The body of an issue with a hidden line that tells what it is about, beneath ages and times. */
export function withSubject(issue: MarkedIssue): string {
  return `<!-- holdfast-subject:${subjectOf(issue)} -->\n${issue.body}`;
}

/** A hash of what the issue is about. */
export function subjectOf({ subject, title, body }: MarkedIssue): string {
  const text = JSON.stringify(subject ?? [title, body]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** The hash in a body that was read, the marker included; null where there is none. */
export function subjectIn(body: string): string | null {
  return LINE.exec(unmarked(body))?.[1] ?? null;
}

/** A body that was read, without the hidden lines. */
export function withoutSubject(body: string): string {
  return unmarked(body).replace(LINE, "");
}
