import { resourceOf, toPointer } from "../../../vocabulary/index.ts";
import type { LintDifference, TracedApplication } from "../../traced.ts";
import { renderFault } from "../fault.ts";
import { fieldKey, type RenderedText, renderedTexts } from "../rendered-texts.ts";
import { type Suspects, suspectsOf } from "./suspects.ts";

/** What only Go's printf writes: `%!s(<nil>)`, `%!d(string=a)`, `%!(EXTRA int=1)`. */
const PRINTF = /%!(?:[A-Za-z]\((?:<nil>|[\w.*[\]{} ]+=|MISSING|BADINDEX|PANIC=)|\((?:EXTRA |NOVERB|BADWIDTH|BADPREC))/;
/** A map with its first key. Go's own types, `map[string]int`, have no colon there. */
const MAP = /\bmap\[([^\s[\]:]+):/g;
const ANY = /%!|map\[|<nil>|\[[^\]]* /;

/**
 * What Go's printing leaves behind where a template took a map, a list or a null for a text. Such marks stand in
 * documentation and in scripts too: they count only where the values hold what would print them.
 */
export function goArtefacts(subject: TracedApplication): readonly LintDifference[] {
  const suspects = suspectsOf(subject);
  const found = renderedTexts(subject).flatMap((text) => {
    const artefact = artefactIn(text, suspects, subject);
    return artefact === null ? [] : [{ ...text, artefact }];
  });
  const once = new Map(found.map((one) => [`${one.index} ${toPointer(one.path)}`, one]));
  return [...once.values()].flatMap(({ index, path, artefact }) =>
    renderFault(subject, {
      reason: "go-artefact",
      index,
      path,
      statement: `The template of ${toPointer(path)} printed ${artefact}: it wants a text there, or has to format the value`,
    }),
  );
}

function artefactIn(found: RenderedText, suspects: Suspects, subject: TracedApplication): string | null {
  const { text } = found;
  if (!ANY.test(text) || suspects.texts.some((one) => one.includes(text))) return null;
  const isLikely = !text.includes("\n") || isMoved(found, suspects, subject);
  if (PRINTF.test(text)) return "a failed format of Go";
  if ([...text.matchAll(MAP)].some(([, key]) => suspects.firstKeys.has(key ?? ""))) return "a map as Go writes it";
  if (!isLikely) return null;
  if (/(?<![\w\]])map\[\](?!\w)/.test(text)) return "an empty map as Go writes it";
  if (text.includes("<nil>")) return "a null as Go writes it";
  return suspects.lists.some((list) => text.includes(list)) ? "a list as Go writes it" : null;
}

/** A text of several lines may be a script or a document: there it takes a value that is known to move it. */
function isMoved({ index, path }: RenderedText, { moved }: Suspects, { rendering }: TracedApplication): boolean {
  const object = rendering.objects[index]?.object;
  return object !== undefined && moved.has(fieldKey({ resource: resourceOf(object), path }));
}
