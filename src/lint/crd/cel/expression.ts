import type { ASTNode } from "@marcbachmann/cel-js";
import type { SchemaNode } from "../schema.ts";
import { REPLACED } from "./environment.ts";
import { celIdentifier } from "./identifier.ts";

/** What a parsed rule uses. */
export interface Expression {
  readonly functions: readonly string[];
  readonly variables: readonly string[];
  /** True where it compares or adds two values of which neither is plainly a scalar. */
  readonly comparesWholes: boolean;
}

/** Looks through a parsed rule that stands at a place of a schema. */
export function readExpression(ast: ASTNode, schema: SchemaNode): Expression {
  const nodes = [...walk(ast)];
  return {
    functions: nodes.flatMap((node) => (node.op === "call" || node.op === "rcall" ? [node.args[0]] : [])),
    variables: nodes.flatMap((node) => (node.op === "id" ? [node.args] : [])),
    comparesWholes: nodes.some((node) => comparesWholes(node, schema)),
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

function comparesWholes(node: ASTNode, schema: SchemaNode): boolean {
  if (node.op !== "==" && node.op !== "!=" && node.op !== "+") return false;
  return !node.args.some((side) => isScalar(side, schema));
}

const SCALAR_CALLS = new Set(["has", "size", "type", "startsWith", "endsWith", "contains", "matches", "find", "join"]);
const SCALAR_OPERATORS = new Set(["!_", "-_", "&&", "||", "<", "<=", ">", ">=", "==", "!=", "in", "-", "*", "/", "%"]);
const SCALAR_TYPES = new Set(["string", "integer", "number", "boolean"]);

function isScalar(node: ASTNode, schema: SchemaNode): boolean {
  if (node.op === "value") return true;
  if (node.op === "call" || node.op === "rcall") return SCALAR_CALLS.has(node.args[0]);
  if (SCALAR_OPERATORS.has(node.op)) return true;
  if (isMetadata(node)) return true;
  const types = placeIn(node, schema)?.types ?? [];
  return types.length > 0 && types.every((type) => SCALAR_TYPES.has(type));
}

/** `self.metadata.name` and the like, which schemas need not declare. */
function isMetadata(node: ASTNode): boolean {
  return node.op === "." && node.args[0].op === "." && node.args[0].args[1] === "metadata";
}

/** The place of the schema that a path from `self` leads to; null for any other expression. */
function placeIn(node: ASTNode, schema: SchemaNode): SchemaNode | null {
  if (node.op === "id") return node.args === "self" ? schema : null;
  if (node.op === "[]") {
    const around = placeIn(node.args[0], schema);
    return around?.items ?? around?.additional?.schema ?? null;
  }
  if (node.op !== ".") return null;
  const [object, identifier] = node.args;
  const around = placeIn(object, schema);
  const name = around?.propertyNames.find((property) => celIdentifier(property) === identifier);
  return around?.field(name ?? identifier) ?? null;
}
