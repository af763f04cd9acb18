/** Control and format characters, among them those that turn the reading direction: they could rewrite what is shown. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The text on one line, every unprintable character spelled out as `\u{1b}`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    return character === "\n" ? "\\n" : `\\u{${character.codePointAt(0)?.toString(16) ?? ""}}`;
  });
}

/** As `printable`, line by line: the line breaks stay. None is a command to a runner. */
export function printableLines(text: string): string {
  return withoutCommands(text.split("\n").map(printable).join("\n"));
}

/** What begins a line after spaces and colours. */
const COMMAND = /^((?:[^\S\n]|\p{Cc}\[[\d;]*m)*)::/gmu;

/**
 * Lines of which none is a command to the runner of GitHub Actions. It reads every line of a log, and takes one that
 * begins with `::` after spaces, or that holds `##[` anywhere (ActionCommand.cs of actions/runner).
 */
export function withoutCommands(lines: string): string {
  return lines.replace(COMMAND, "$1\\u{3a}:").replaceAll("##[", "##\\u{5b}");
}
