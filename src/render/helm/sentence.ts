const LONGEST = 600;

/** Rewrites a path of a temporary copy into the path that the repository knows. */
export interface PathName {
  readonly from: string | RegExp;
  readonly to: string;
}

/** What Helm says about its failure, as one clause: without log lines, hints and temporary paths. */
export function sentenceOf(stderr: string, names: readonly PathName[]): string {
  const start = stderr.search(/^Error: /m);
  const body = (start < 0 ? stderr : stderr.slice(start + "Error: ".length)).replace(/\n+Use --debug flag[^\n]*/g, "");
  const lines = body.split("\n").map((line) => line.trim());
  const clause = lines
    .filter((line) => line !== "" && !/^(level=|walk\.go:|\d{4}\/\d\d\/\d\d )/.test(line))
    .join(" ")
    .replaceAll(/\btemplate: (?=\S+:\d)/g, "")
    .replaceAll(/:? executing "[^"]*" at (<[^>]*>)/g, " at $1")
    .replace(/^(execution|parse) error at \(([^)]*)\)/, "$2");
  const named = names
    .reduce((text, { from, to }) => text.replaceAll(from, () => to), withoutCredentials(clause))
    .replace(/\.$/, "");
  return named.length <= LONGEST ? named : `${named.slice(0, LONGEST)}…`;
}

/** A text whose addresses keep neither user nor password. */
export function withoutCredentials(text: string): string {
  return text.replaceAll(/(?<=:\/\/)[^/@\s]+@/g, "");
}
