/** Lines in a fence that none of them can close: it is longer than any run of backticks in them. */
export function fenced(lines: readonly string[], language: string): string {
  const text = lines.join("\n");
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${withoutMarkers(text)}\n${fence}`;
}

/** A section that opens at a click. `summary` is HTML on one line. */
export function collapsed(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>\n`;
}

/** Holdfast finds its own texts by hidden comments: no value may look like one, even where it is only shown. */
function withoutMarkers(text: string): string {
  return text.replaceAll("<!--", "&lt;!--");
}
