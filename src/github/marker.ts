import { GitHubTextError } from "./failure.ts";

/** What GitHub takes as the body of a comment or an issue, in characters. */
const LONGEST = 65_536;

/** Only what cannot end an HTML comment early. */
const MARKER = /^[A-Za-z0-9](?:[A-Za-z0-9._:,/]|-(?!-))*$/;
const KEY = /^[A-Za-z0-9](?:[A-Za-z0-9._:]|-(?!-))*$/;

/** A text as GitHub is given it: the hidden marker is its very first line, so that a quoted marker is none. */
export function marked(marker: string, body: string): string {
  return withinLimit(`${markerLine(marker)}\n${body}`);
}

/** The same for one of several texts of a marker. */
export function markedWithKey(marker: string, key: string, body: string): string {
  return withinLimit(`${markerLine(marker, key)}\n${body}`);
}

/** Whether a body that was read begins with the marker. */
export function hasMarker(body: string, marker: string): boolean {
  return firstLine(body) === markerLine(marker);
}

/** The key of a body that was read and is one of this marker's; null otherwise. */
export function keyOf(body: string, marker: string): string | null {
  const line = firstLine(body);
  const start = `<!-- holdfast:${marker} key=`;
  if (!line.startsWith(start) || !line.endsWith(" -->")) return null;
  const key = line.slice(start.length, -" -->".length);
  return KEY.test(key) ? key : null;
}

/** What follows the marker's line. */
export function unmarked(body: string): string {
  const text = stored(body);
  const end = text.indexOf("\n");
  return end === -1 ? "" : text.slice(end + 1);
}

/** Whether two texts are the same to GitHub, which may keep CRLF and drops white space at the end. */
export function sameText(left: string, right: string): boolean {
  return stored(left) === stored(right);
}

function stored(text: string): string {
  return text.replaceAll("\r\n", "\n").trimEnd();
}

function firstLine(body: string): string {
  return (body.split(/\r?\n/, 1)[0] ?? "").trimEnd();
}

function markerLine(marker: string, key: string | null = null): string {
  if (!MARKER.test(marker)) throw new GitHubTextError(`the marker ${JSON.stringify(marker)} cannot stand in a comment`);
  if (key === null) return `<!-- holdfast:${marker} -->`;
  if (!KEY.test(key)) throw new GitHubTextError(`the key ${JSON.stringify(key)} cannot stand in a comment`);
  return `<!-- holdfast:${marker} key=${key} -->`;
}

function withinLimit(text: string): string {
  if (text.length <= LONGEST) return text;
  throw new GitHubTextError(`a body of ${text.length} characters with its marker; GitHub takes ${LONGEST}`);
}
