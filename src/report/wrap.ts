/**
 * Breaks a text into lines of at most `width` characters, at spaces. A word that is too long, such as a path, is broken
 * after its last slash that fits, else anywhere.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((one) => pieces(one, width))) {
    const glued = word.glue || line === "";
    if (line.length + word.text.length + (glued ? 0 : 1) > width) {
      lines.push(line);
      line = word.text;
    } else {
      line += (glued ? "" : " ") + word.text;
    }
  }
  return [...lines, line];
}

/** `glue` means that the piece goes on where the one before it ended. */
interface Piece {
  readonly text: string;
  readonly glue: boolean;
}

function pieces(word: string, width: number): Piece[] {
  const found: Piece[] = [];
  let rest = word;
  while (rest.length > width) {
    const slash = rest.lastIndexOf("/", width - 1);
    const end = slash > 0 ? slash : width;
    found.push({ text: rest.slice(0, end), glue: found.length > 0 });
    rest = rest.slice(end);
  }
  return [...found, { text: rest, glue: found.length > 0 }];
}
