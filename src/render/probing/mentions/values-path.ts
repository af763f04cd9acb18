import type { Node } from "./nodes.ts";

/** A path below `.Values`; `exact` is false where what follows is not known, so that all below is meant. */
export interface ValuesPath {
  readonly path: readonly string[];
  readonly exact: boolean;
}

const GETTERS = new Set(["index", "get", "hasKey"]);

/** The values that an expression stands for, without what a function would make of them; null where it is none. */
export function valuesPathOf(node: Node): ValuesPath | null {
  if (node.kind === "chain") return pathOfChain(node.fields);
  if (node.kind === "fields") {
    const inner = valuesPathOf(node.of);
    return inner === null ? pathOfChain(node.fields) : below(inner, node.fields);
  }
  if (node.kind !== "call" || node.name === null || !GETTERS.has(node.name)) return null;
  const [of, ...keys] = node.arguments;
  return of === undefined ? null : pathOfGetter(of, keys);
}

/** Everything before `.Values` is context, but for the subcharts, whose values lie below their names. */
function pathOfChain(fields: readonly string[]): ValuesPath | null {
  const at = fields.indexOf("Values");
  if (at < 0) return null;
  const before = fields.slice(0, at);
  const charts = before.filter((_, index) => before[index - 1] === "Subcharts");
  return { path: [...charts, ...fields.slice(at + 1)], exact: true };
}

function pathOfGetter(of: Node, keys: readonly Node[]): ValuesPath | null {
  const inner = valuesPathOf(of);
  const literal = literals(keys);
  if (inner !== null) return { ...below(inner, literal), exact: inner.exact && literal.length === keys.length };
  if (literal[0] !== "Values") return null;
  return { path: literal.slice(1), exact: literal.length === keys.length };
}

function below(inner: ValuesPath, fields: readonly string[]): ValuesPath {
  return inner.exact ? { path: [...inner.path, ...fields], exact: true } : inner;
}

/** The texts up to the first that is none. */
function literals(keys: readonly Node[]): string[] {
  const texts: string[] = [];
  for (const key of keys) {
    if (key.kind !== "text") break;
    texts.push(key.text);
  }
  return texts;
}
