const ACTION = /\{\{[\s\S]*?\}\}/g;
/** A path of fields; its last name is in the group. */
const FIELD = /(?:\.[A-Za-z_][\w-]*)*\.([A-Za-z_][\w-]*)/g;
const LITERAL = /"([\w.-]{1,40})"/g;
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
  /** Texts in quotes that stand beside a name in an action that compares: values that a template may know. */
  readonly literals: ReadonlyMap<string, readonly string[]>;
}

/** Reads the text of all templates. */
export function templateWords(templates: string): TemplateWords {
  const actions = templates.match(ACTION) ?? [];
  return {
    deciding: fieldsIn(actions, DECIDES),
    comparing: fieldsIn(actions, COMPARES),
    literals: literalsIn(actions.filter((action) => COMPARES.test(action))),
  };
}

function literalsIn(actions: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const literals = new Map<string, string[]>();
  for (const action of actions) {
    const texts = [...action.matchAll(LITERAL)].map(([, text = ""]) => text);
    for (const [, name = ""] of action.matchAll(FIELD)) literals.set(name, [...(literals.get(name) ?? []), ...texts]);
  }
  return literals;
}

function fieldsIn(actions: readonly string[], kind: RegExp): ReadonlySet<string> {
  const names = new Set<string>();
  for (const action of actions) {
    if (!kind.test(action)) continue;
    for (const [, name = ""] of action.matchAll(FIELD)) names.add(name);
  }
  return names;
}
