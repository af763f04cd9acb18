/** What stands between the braces of a template's actions, its comments left out. Strings may hold braces: more is no harm. */
export function actionsIn(text: string): readonly string[] {
  return text
    .split("{{")
    .slice(1)
    .map((piece) => {
      const end = piece.lastIndexOf("}}");
      return end < 0 ? piece : piece.slice(0, end);
    })
    .filter((action) => !/^-?\s*\/\*/.test(action));
}

/** True when some action may read files of the chart through `.Files`. */
export function mayReadFiles(actions: readonly string[]): boolean {
  return actions.some((action) => /\bFiles\b/.test(action));
}

/** Includes by name, by the path of a template of the same chart, or by something that is only known when it runs. */
const CALL = /\b(?:include|template)\s+(?:"(?<name>[^"]+)"|(?<own>\(print \$?\.Template\.BasePath))?/g;
const DEFINITION = /\bdefine\s+"(?<name>[^"]+)"/g;

/** True when templates call what none of them defines: whoever does, sees their `.Files`. */
export function callsUnknown(actions: readonly string[]): boolean {
  const defined = new Set(actions.flatMap((action) => [...action.matchAll(DEFINITION)].map(nameOf)));
  return actions.some((action) =>
    [...action.matchAll(CALL)].some((call) => call.groups?.["own"] === undefined && !defined.has(nameOf(call))),
  );
}

function nameOf({ groups }: RegExpMatchArray): string {
  return groups?.["name"] ?? "";
}
