/** One document of a stream of manifests. */
export interface ManifestDocument {
  readonly text: string;
  /** The line of the stream at which the text starts, counted from 1. */
  readonly line: number;
}

const SEPARATOR = /^---[^\S\n]*(?:#.*)?$/gm;

/**
 * Splits a stream as kubectl does: at lines that hold `---` and at most a comment. Documents that hold only white
 * space are left out.
 */
export function splitDocuments(stream: string): ManifestDocument[] {
  const documents: ManifestDocument[] = [];
  let start = 0;
  let line = 1;
  const add = (end: number): void => {
    const text = stream.slice(start, end);
    if (text.trim() !== "") documents.push({ text, line });
    line += countLines(text);
  };
  for (const separator of stream.matchAll(SEPARATOR)) {
    add(separator.index);
    start = Math.min(stream.length, separator.index + separator[0].length + 1);
    line++;
  }
  add(stream.length);
  return documents;
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}
