import { type Document, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseAllDocuments } from "yaml";
import type { ConfigPath, Fault } from "./fault.ts";

/** Where something stands in a file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A mistake of YAML itself. */
export interface SyntaxFault {
  readonly position: Position;
  readonly message: string;
}

/** holdfast.yaml as YAML. `data` is undefined when there are faults. */
export interface YamlFile {
  readonly data: unknown;
  readonly faults: readonly SyntaxFault[];
  positionOf(path: ConfigPath, at: Fault["at"]): Position;
}

const START: Position = { line: 1, column: 1 };

/** Reads one YAML document and remembers where everything stands. Never throws. */
export function readYamlFile(text: string): YamlFile {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  const documents: readonly Document.Parsed[] = Array.isArray(parsed) ? parsed : [];
  const [first, second] = documents;
  if (first === undefined || first.contents === null)
    return broken([{ position: START, message: "The file is empty. Remove it and run holdfast init." }]);
  const faults = documents.flatMap(({ errors }) =>
    errors.map(({ pos, code, message }) => ({ position: positionIn(lines, pos[0]), message: sentence(code, message) })),
  );
  if (second !== undefined)
    faults.push({
      position: positionIn(lines, second.range[0]),
      message: "A second YAML document starts here. Keep one.",
    });
  if (faults.length > 0) return broken(faults);
  return {
    ...dataOf(first),
    positionOf: (path, at) => {
      const offset = offsetOf(first, path, at);
      return offset === null ? START : positionIn(lines, offset);
    },
  };
}

// Aliases are resolved only here: one that has no anchor, or that multiplies without end, shows now.
function dataOf(document: Document.Parsed): Pick<YamlFile, "data" | "faults"> {
  try {
    return { data: document.toJS(), faults: [] };
  } catch (error) {
    const message = `${error instanceof Error ? error.message : String(error)}. Write the values out.`;
    return { data: undefined, faults: [{ position: START, message }] };
  }
}

function broken(faults: readonly SyntaxFault[]): YamlFile {
  return { data: undefined, faults, positionOf: () => START };
}

function sentence(code: string, message: string): string {
  if (code === "DUPLICATE_KEY") return "This key stands twice in the same map. Remove one of the two.";
  return `This is not valid YAML: ${message.replace(/\.$/, "")}. Correct it.`;
}

function positionIn(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** Where the deepest part of the path that exists begins. */
function offsetOf(document: Document.Parsed, path: ConfigPath, at: Fault["at"]): number | null {
  let node: ParsedNode | null = document.contents;
  let offset = node?.range[0] ?? null;
  for (const [index, part] of path.entries()) {
    const step = stepInto(node, part);
    if (step === null) return offset;
    node = step.node;
    offset = at === "key" && index === path.length - 1 ? step.start : (node?.range[0] ?? step.start);
  }
  return offset;
}

interface YamlStep {
  readonly node: ParsedNode | null;
  /** Where the key begins, or the item. */
  readonly start: number;
}

function stepInto(node: ParsedNode | null, part: string | number): YamlStep | null {
  if (isMap<ParsedNode, ParsedNode | null>(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === part);
    return pair === undefined ? null : { node: pair.value, start: pair.key.range[0] };
  }
  const item = isSeq<ParsedNode>(node) ? node.items[Number(part)] : undefined;
  return item === undefined ? null : { node: item, start: item.range[0] };
}
