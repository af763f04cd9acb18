import type { Token } from "./tokens.ts";

/** An expression of a Go template. */
export type Node =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "chain"; readonly variable: string; readonly fields: readonly string[] }
  /** Fields of what an expression gives: `(index .Values "a").b`. */
  | { readonly kind: "fields"; readonly of: Node; readonly fields: readonly string[] }
  /** A function with its arguments, what was piped into it last; `name` is null where a value is called. */
  | { readonly kind: "call"; readonly name: string | null; readonly arguments: readonly Node[] }
  | { readonly kind: "literal" };

/** What an action does with its pipeline. */
export interface Statement {
  /** `if`, `range`, `template` and so on; null for an action that prints or assigns. */
  readonly keyword: string | null;
  /** `if` or `with` behind an `else`. */
  readonly chained?: string | null;
  /** `$_` in `$_ := …`; null where nothing is assigned. */
  readonly variable: string | null;
  readonly node: Node | null;
}

const KEYWORDS = new Set(["else", "if", "with", "range", "end", "define", "block", "template", "break", "continue"]);

/** Null for what Go could not read either. */
export function parseStatement(tokens: readonly Token[]): Statement | null {
  const cursor = new Cursor(tokens);
  const keyword = readKeyword(cursor);
  const chained = keyword === "else" ? readKeyword(cursor) : null;
  const variable = readVariable(cursor);
  if (cursor.done()) return { keyword, chained, variable, node: null };
  const node = keyword === "block" || keyword === "template" ? readCall(cursor, keyword) : readPipeline(cursor);
  return node === null || !cursor.done() ? null : { keyword, chained, variable, node };
}

function readKeyword(cursor: Cursor): string | null {
  const first = cursor.peek();
  if (first?.kind !== "name" || !KEYWORDS.has(first.text)) return null;
  cursor.next();
  return first.text;
}

/** Variables before `:=` or `=`, the last one's name. */
function readVariable(cursor: Cursor): string | null {
  const at = cursor.find(":=", "=");
  if (at < 0) return null;
  let variable: string | null = null;
  while (cursor.at < at) {
    const token = cursor.next();
    if (token?.kind === "chain") variable = token.variable;
  }
  cursor.next();
  return variable;
}

/** `template "name" pipeline` takes a pipeline in place of one argument. */
function readCall(cursor: Cursor, name: string): Node | null {
  const title = readOperand(cursor);
  const argument = cursor.done() ? undefined : readPipeline(cursor);
  if (title === null || argument === null) return null;
  return { kind: "call", name, arguments: argument === undefined ? [title] : [title, argument] };
}

function readPipeline(cursor: Cursor): Node | null {
  let piped: Node | null = null;
  for (;;) {
    const node: Node | null = readCommand(cursor, piped);
    if (node === null) return null;
    if (!cursor.takes("|")) return node;
    piped = node;
  }
}

function readCommand(cursor: Cursor, piped: Node | null): Node | null {
  const first = cursor.peek();
  if (first === null) return null;
  const called = first.kind === "name" ? first.text : null;
  if (called !== null) cursor.next();
  const operands = readOperands(cursor);
  if (operands === null || (called === null && operands.length === 0)) return null;
  const all = piped === null ? operands : [...operands, piped];
  const [only] = all;
  if (called === null && all.length === 1 && only !== undefined) return only;
  return { kind: "call", name: called, arguments: all };
}

function readOperands(cursor: Cursor): Node[] | null {
  const operands: Node[] = [];
  for (let token = cursor.peek(); token !== null && !isEnd(token); token = cursor.peek()) {
    const operand = readOperand(cursor);
    if (operand === null) return null;
    operands.push(operand);
  }
  return operands;
}

function isEnd(token: Token): boolean {
  return token.kind === "sign" && token.text !== "(";
}

function readOperand(cursor: Cursor): Node | null {
  const token = cursor.next();
  if (token === null) return null;
  if (token.kind === "sign") return token.text === "(" ? readParenthesis(cursor) : null;
  if (token.kind === "text") return { kind: "text", text: token.text };
  if (token.kind === "chain") return { kind: "chain", variable: token.variable, fields: token.fields };
  if (token.kind === "name") return { kind: "call", name: token.text, arguments: [] };
  return { kind: "literal" };
}

function readParenthesis(cursor: Cursor): Node | null {
  const inner = readPipeline(cursor);
  if (inner === null || !cursor.takes(")")) return null;
  const after = cursor.peek();
  if (after?.kind !== "chain" || after.from !== "parenthesis") return inner;
  cursor.next();
  return { kind: "fields", of: inner, fields: after.fields };
}

class Cursor {
  at = 0;
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(): Token | null {
    return this.#tokens[this.at] ?? null;
  }

  next(): Token | null {
    return this.#tokens[this.at++] ?? null;
  }

  done(): boolean {
    return this.at >= this.#tokens.length;
  }

  takes(sign: string): boolean {
    const token = this.peek();
    const found = token?.kind === "sign" && token.text === sign;
    if (found) this.at++;
    return found;
  }

  find(...signs: readonly string[]): number {
    return this.#tokens.findIndex((token) => token.kind === "sign" && signs.includes(token.text));
  }
}
