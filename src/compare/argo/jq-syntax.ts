import type { Json } from "../../vocabulary/index.ts";
import { type Token, type TokenName, tokenize } from "./jq-tokens.ts";

/** One step of a jq path. */
export type JqStep =
  | { readonly step: "field"; readonly name: string }
  | { readonly step: "index"; readonly index: number }
  | { readonly step: "each" }
  | { readonly step: "select"; readonly condition: JqCondition };

/** What `select(…)` asks: every comparison of one alternative holds. */
export type JqCondition = readonly (readonly JqComparison[])[];

export interface JqComparison {
  readonly path: readonly JqStep[];
  /** Null asks whether the value is true. */
  readonly test: { readonly equal: boolean; readonly literal: Json } | null;
}

/**
 * Reads the forms of jq that `ignoreDifferences` is written in: fields, indices, `[]`, `?`, pipes and `select` with
 * comparisons joined by `and` and `or`. Null for any other expression.
 */
export function parseJqPath(expression: string): readonly JqStep[] | null {
  const tokens = tokenize(expression);
  if (tokens === null) return null;
  const reader = { tokens, at: 0 };
  const steps = readPipe(reader);
  return steps !== null && reader.at === tokens.length && steps.length > 0 ? steps : null;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
}

function readPipe(reader: Reader): JqStep[] | null {
  const steps: JqStep[] = [];
  for (;;) {
    const part = readTerm(reader);
    if (part === null) return null;
    steps.push(...part);
    if (peek(reader) !== "pipe") return steps;
    reader.at += 1;
  }
}

function readTerm(reader: Reader): JqStep[] | null {
  if (peek(reader) !== "select") return readPath(reader);
  reader.at += 1;
  const condition = readCondition(reader);
  if (condition === null || peek(reader) !== "close") return null;
  reader.at += 1;
  return [{ step: "select", condition }];
}

function readPath(reader: Reader): JqStep[] | null {
  const steps: JqStep[] = [];
  const start = reader.at;
  for (let step = readStep(reader); step !== null; step = readStep(reader)) steps.push(...step);
  return reader.at === start ? null : steps;
}

function readStep(reader: Reader): JqStep[] | null {
  const token = reader.tokens[reader.at];
  const steps = token === undefined ? null : stepOf(token);
  if (steps !== null) reader.at += 1;
  return steps;
}

function stepOf({ name, text }: Token): JqStep[] | null {
  switch (name) {
    case "field":
      return [{ step: "field", name: text.slice(1) }];
    case "quoted":
      return [{ step: "field", name: String(JSON.parse(text.slice(1))) }];
    case "key":
      return [{ step: "field", name: String(JSON.parse(inBrackets(text))) }];
    case "index":
      return [{ step: "index", index: Number(inBrackets(text)) }];
    case "each":
      return [{ step: "each" }];
    case "try":
    case "dot":
      return [];
    case "pipe":
    case "select":
    case "close":
    case "compare":
    case "logic":
    case "literal":
      return null;
  }
}

function inBrackets(text: string): string {
  return text.slice(text.indexOf("[") + 1, text.lastIndexOf("]")).trim();
}

function readCondition(reader: Reader): JqComparison[][] | null {
  const alternatives: JqComparison[][] = [[]];
  for (;;) {
    const comparison = readComparison(reader);
    if (comparison === null) return null;
    alternatives.at(-1)?.push(comparison);
    const token = reader.tokens[reader.at];
    if (token?.name !== "logic") return alternatives;
    if (token.text === "or") alternatives.push([]);
    reader.at += 1;
  }
}

function readComparison(reader: Reader): JqComparison | null {
  const path = readPath(reader);
  if (path === null) return null;
  const operator = reader.tokens[reader.at];
  if (operator?.name !== "compare") return { path, test: null };
  const literal = reader.tokens[reader.at + 1];
  if (literal?.name !== "literal") return null;
  reader.at += 2;
  return { path, test: { equal: operator.text === "==", literal: JSON.parse(literal.text) as Json } };
}

function peek({ tokens, at }: Reader): TokenName | undefined {
  return tokens[at]?.name;
}
