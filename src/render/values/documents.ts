/** One document of a values file. */
export interface ValuesDocument {
  readonly text: string;
  /** How many lines of the file stand above it. */
  readonly line: number;
}

const SEPARATOR = /^---[^\S\n]*$/gm;

/** Splits a values file as Helm 4 does: at lines that hold nothing but `---`. Empty documents are left out. */
export function splitValues(text: string): readonly ValuesDocument[] {
  const documents: ValuesDocument[] = [];
  let start = 0;
  let line = 0;
  const add = (end: number): void => {
    const document = text.slice(start, end);
    if (document !== "") documents.push({ text: document, line });
    line += document.split("\n").length - 1;
  };
  for (const separator of text.matchAll(SEPARATOR)) {
    add(separator.index);
    start = Math.min(text.length, separator.index + separator[0].length + 1);
    line++;
  }
  add(text.length);
  return documents;
}
