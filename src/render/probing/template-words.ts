const ACTION = /\{\{[\s\S]*?\}\}/g;
/** A path of fields; its last name is in the group. */
const FIELD = /(?:\.[A-Za-z_][\w-]*)*\.([A-Za-z_][\w-]*)/g;
const DECIDES = /\b(?:if|with|and|or|not|empty|ternary|default|coalesce)\b/;
const COMPARES =
  /\b(?:eq|ne|gt|lt|ge|le|has|hasKey|contains|hasPrefix|hasSuffix|regexMatch|index|get|fail|required|semver\w*)\b/;

/**
 * The names of fields in actions that decide or compare. They say only where it is worth to look first, never what a
 * template does.
 */
export interface TemplateWords {
  readonly deciding: ReadonlySet<string>;
  readonly comparing: ReadonlySet<string>;
}

/** Reads the text of all templates. */
export function templateWords(templates: string): TemplateWords {
  const actions = templates.match(ACTION) ?? [];
  return { deciding: fieldsIn(actions, DECIDES), comparing: fieldsIn(actions, COMPARES) };
}

function fieldsIn(actions: readonly string[], kind: RegExp): ReadonlySet<string> {
  const names = new Set<string>();
  for (const action of actions) {
    if (!kind.test(action)) continue;
    for (const [, name = ""] of action.matchAll(FIELD)) names.add(name);
  }
  return names;
}
