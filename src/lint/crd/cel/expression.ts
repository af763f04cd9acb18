import type { ASTNode } from "@marcbachmann/cel-js";
import { REPLACED } from "./environment.ts";

/** What a parsed rule uses. */
export interface Expression {
  readonly functions: readonly string[];
  readonly variables: readonly string[];
  /** True where it compares or adds two values of which neither is plainly a scalar. */
  readonly comparesWholes: boolean;
}

/** Looks through a parsed rule. */
export function readExpression(ast: ASTNode): Expression {
  const nodes = [...walk(ast)];
  return {
    functions: nodes.flatMap((node) => (node.op === "call" || node.op === "rcall" ? [node.args[0]] : [])),
    variables: nodes.flatMap((node) => (node.op === "id" ? [node.args] : [])),
    comparesWholes: nodes.some(comparesWholes),
  };
}

/** The text of a rule with the functions that are replaced under their new names. */
export function withReplacedFunctions(source: string, ast: ASTNode): string {
  const places = [...walk(ast)].flatMap((node) => (node.op === "rcall" ? [placeOf(source, node.args)] : []));
  let text = source;
  for (const { at, name } of places.toSorted((a, b) => b.at - a.at)) {
    text = text.slice(0, at) + (REPLACED[name] ?? name) + text.slice(at + name.length);
  }
  return text;
}

/** Where the name of a method stands: the first after its receiver. */
function placeOf(source: string, [name, receiver]: [string, ASTNode, ASTNode[]]): { at: number; name: string } {
  return { at: source.indexOf(name, receiver.range.end), name };
}

function* walk(node: ASTNode): Generator<ASTNode> {
  yield node;
  for (const child of childrenOf(node)) yield* walk(child);
}

function childrenOf({ args }: ASTNode): ASTNode[] {
  const parts: unknown[] = [args];
  return parts.flat(3).filter(isNode);
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === "object" && value !== null && "op" in value && "args" in value;
}

function comparesWholes(node: ASTNode): boolean {
  if (node.op !== "==" && node.op !== "!=" && node.op !== "+") return false;
  return !node.args.some(isScalar);
}

const SCALAR_CALLS = new Set(["has", "size", "type", "startsWith", "endsWith", "contains", "matches", "find", "join"]);
const SCALAR_OPERATORS = new Set(["!_", "-_", "&&", "||", "<", "<=", ">", ">=", "==", "!=", "in", "-", "*", "/", "%"]);

function isScalar(node: ASTNode): boolean {
  if (node.op === "value") return true;
  if (node.op === "call" || node.op === "rcall") return SCALAR_CALLS.has(node.args[0]);
  return SCALAR_OPERATORS.has(node.op);
}
