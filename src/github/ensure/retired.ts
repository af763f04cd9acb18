import { unmarked } from "../marker.ts";

/** Why a comment is put away: what it says no longer holds, or it holds but others need its place. */
export type Retirement = "gone" | "outranked";

/** What a comment that is put away says first. By it we know that we, and no reader, resolved its thread. */
const SENTENCES: Readonly<Record<Retirement, string>> = {
  gone: "_This no longer holds._",
  outranked: "_Others on this pull request matter more; the comment lists all._",
};

/** Of what it said, so that the whole never becomes too long. */
const LONGEST = 60_000;

/** Why a body that was read says that it is put away; null where it says no such thing. */
export function retirementOf(body: string): Retirement | null {
  const text = unmarked(body);
  if (text.startsWith(SENTENCES.gone)) return "gone";
  return text.startsWith(SENTENCES.outranked) ? "outranked" : null;
}

/**
 * The body that says so, with what it said before, so that answers to it still make sense. A suggestion in it can no
 * longer be applied. Where it was put away for another reason, only the reason changes.
 * @param body as it was read, the marker included.
 */
export function retiredText(body: string, retirement: Retirement): string {
  const before = retirementOf(body);
  if (before !== null) return `${SENTENCES[retirement]}${unmarked(body).slice(SENTENCES[before].length)}`;
  const said = unmarked(body)
    .slice(0, LONGEST)
    .replaceAll(/^([ \t>]*(?:`{3,}|~{3,})[ \t]*)suggestion\b/gm, "$1text");
  return `${SENTENCES[retirement]}\n\n<details><summary>What it said</summary>\n\n${said}\n\n</details>`;
}
