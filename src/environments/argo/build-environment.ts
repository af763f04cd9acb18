/** Variables that Argo CD's repository server fills into values files and parameters, by name. */
export type BuildEnvironment = Readonly<Record<string, string>>;

/** What Go's os.Expand takes for a variable; a `$` before anything else stays as it is. */
const VARIABLE = /\$(?:(?<escaped>\$)|\{(?<braced>[^}]*)\}?|(?<bare>\w+|[*#@!?-]))/g;

/** The first `$…` that Argo CD would fill in and that is not known from git; null when there is none. */
export function unknownVariable(text: string, environment: BuildEnvironment): string | null {
  for (const match of text.matchAll(VARIABLE)) {
    if (match.groups?.["escaped"] === undefined && environment[nameIn(match.groups)] === undefined) return match[0];
  }
  return null;
}

/** The text with `$NAME` and `${NAME}` filled in, and `$$` as one `$`. */
export function fillVariables(text: string, environment: BuildEnvironment): string {
  return text.replace(VARIABLE, (whole, ...rest) => {
    const groups: Record<string, string | undefined> = rest.at(-1);
    return groups["escaped"] ?? environment[nameIn(groups)] ?? whole;
  });
}

function nameIn(groups: Record<string, string | undefined> | undefined): string {
  return groups?.["braced"] ?? groups?.["bare"] ?? "";
}
