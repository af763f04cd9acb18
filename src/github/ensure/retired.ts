import { unmarked } from "../marker.ts";

/** What a comment says first when it holds no longer. By it we know that we, and no reader, resolved its thread. */
const RETIRED = "_This no longer holds._";

/** Of what it said, so that the whole never becomes too long. */
const LONGEST = 60_000;

/** Whether a body that was read says that it no longer holds. */
export function isRetired(body: string): boolean {
  return unmarked(body).startsWith(RETIRED);
}

/**
 * The body that says so, with what it said before, so that answers to it still make sense. A suggestion in it can no
 * longer be applied.
 * @param body as it was read, the marker included.
 */
export function retiredText(body: string): string {
  const said = unmarked(body)
    .slice(0, LONGEST)
    .replaceAll(/^([ \t>]*(?:`{3,}|~{3,})[ \t]*)suggestion\b/gm, "$1text");
  return `${RETIRED}\n\n<details><summary>What it said</summary>\n\n${said}\n\n</details>`;
}
