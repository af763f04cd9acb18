/** Control and format characters, among them those that turn the reading direction: they could rewrite what is shown. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The text on one line, every unprintable character spelled out as `\u{1b}`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    return character === "\n" ? "\\n" : `\\u{${character.codePointAt(0)?.toString(16) ?? ""}}`;
  });
}

/**
 * As `printable`, line by line: the line breaks stay. No line begins as a command to the runner of GitHub Actions does,
 * which reads every line of a log: `::stop-commands::`.
 */
export function printableLines(text: string): string {
  return text
    .split("\n")
    .map((line) => printable(line).replace(/^(\s*)::/, "$1\\u{3a}:"))
    .join("\n");
}
