import { type Node, parseStatement, type Statement } from "./nodes.ts";
import { type Action, readActions } from "./tokens.ts";
import { valuesPathOf } from "./values-path.ts";

/** What the body of a template file, or of a named template, speaks of. */
export interface Unit {
  /** Paths below `.Values`, each a map or leaf as a whole; the empty path is all of them. */
  readonly paths: (readonly string[])[];
  /** Named templates that it calls; true where one gets the whole context. */
  readonly calls: Map<string, boolean>;
  /** True where a name is put together at run time, so that any named template may be called. */
  callsAny: boolean;
  /** True where it writes out its argument as a whole, `toYaml .`. */
  dumps: boolean;
}

/** The units of one file: its own body, and the named templates that it defines. */
export interface Units {
  readonly body: Unit;
  readonly defined: readonly { readonly name: string; readonly unit: Unit }[];
}

export function newUnit(): Unit {
  return { paths: [], calls: new Map(), callsAny: false, dumps: false };
}

type Call = Extract<Node, { kind: "call" }>;

interface Block {
  readonly unit: Unit;
  /** True where the dot is no longer what the unit was given. */
  readonly rebound: boolean;
}

/** Functions that take the context itself, or keep it for later: what they do with values is written elsewhere. */
const INCLUDES = new Set(["include", "template", "block"]);
const CARRIERS = new Set([...INCLUDES, "tpl", "dict", "list", "set", "unset", "merge", "mergeOverwrite", "deepCopy"]);
const OPENING = new Set(["if", "with", "range", "define", "block"]);

/** Reads a text as a Go template, leniently: an action that is none counts as one that speaks of everything it may. */
export function readUnits(text: string): Units {
  const body = newUnit();
  const defined: { name: string; unit: Unit }[] = [];
  const stack: Block[] = [{ unit: body, rebound: false }];
  for (const action of readActions(text)) {
    const current = stack.at(-1) ?? { unit: body, rebound: false };
    const statement = action.tokens === null ? null : parseStatement(action.tokens);
    if (statement === null) readBroken(action, current.unit);
    else if (statement.keyword === "end") closeBlock(stack);
    else if (statement.keyword === "else") readElse(statement, stack);
    else {
      readStatement(statement, current);
      if (OPENING.has(statement.keyword ?? "")) stack.push(openBlock(statement, current, defined));
    }
  }
  return { body, defined };
}

function closeBlock(stack: Block[]): void {
  if (stack.length > 1) stack.pop();
}

/** In `else` the dot is the outer one again. */
function readElse(statement: Statement, stack: Block[]): void {
  const inner = stack.at(-1);
  if (inner === undefined) return;
  const outer = { unit: inner.unit, rebound: stack.at(-2)?.rebound === true };
  stack[stack.length - 1] = outer;
  readStatement(statement, outer);
}

function openBlock(statement: Statement, current: Block, defined: { name: string; unit: Unit }[]): Block {
  const { keyword, node } = statement;
  if (keyword === "define" || keyword === "block") {
    const title = node?.kind === "call" ? node.arguments[0] : node;
    const unit = newUnit();
    defined.push({ name: title?.kind === "text" ? title.text : "", unit });
    return { unit, rebound: false };
  }
  const rebinds = keyword === "range" || (keyword === "with" && node !== null && !isContext(node, current));
  return { unit: current.unit, rebound: current.rebound || rebinds };
}

function readBroken(action: Action, unit: Unit): void {
  if (/\bValues\b/.test(action.source)) unit.paths.push([]);
  if (/\b(?:include|template)\b/.test(action.source)) unit.callsAny = true;
}

function readStatement({ keyword, variable, node }: Statement, block: Block): void {
  if (node === null || keyword === "define") return;
  if (keyword === "range" && isContext(node, block)) block.unit.dumps = true;
  if (variable === "$_" && node.kind === "call" && (node.name === "set" || node.name === "unset")) {
    readArguments(writtenOnly(node), block);
  } else readNode(node, block);
}

/** `$_ := set .Values "key" …` writes to values, and reads none of them. */
function writtenOnly(node: Call): readonly Node[] {
  const [target, ...rest] = node.arguments;
  const path = target === undefined ? null : valuesPathOf(target);
  return path?.path.length === 0 ? rest : node.arguments;
}

function readNode(node: Node, block: Block): void {
  const values = valuesPathOf(node);
  if (values !== null) {
    block.unit.paths.push(values.path);
    readKeys(node, block);
  } else if (node.kind === "text") readText(node.text, block.unit);
  else if (node.kind === "fields") readNode(node.of, block);
  else if (node.kind === "call") readCall(node, block);
}

/** Of `index .Values.a $key` the keys alone are left to read: what they are taken from is known. */
function readKeys(node: Node, block: Block): void {
  if (node.kind === "fields") readKeys(node.of, block);
  if (node.kind !== "call") return;
  const [of, ...keys] = node.arguments;
  if (of !== undefined) readKeys(of, block);
  for (const key of keys) if (key.kind !== "text") readNode(key, block);
}

function readCall(node: Call, block: Block): void {
  const { name, arguments: given } = node;
  if (name !== null && INCLUDES.has(name)) readInclude(given, block);
  const picked = pickedPaths(node);
  if (picked !== null) block.unit.paths.push(...picked);
  else readArguments(name === "dict" ? withoutContext(given) : given, block);
  if (CARRIERS.has(name ?? "") || picked !== null) return;
  if (given.some((argument) => isContext(argument, block))) block.unit.dumps = true;
}

function readArguments(nodes: readonly Node[], block: Block): void {
  for (const node of nodes) readNode(node, block);
}

/** `pick`, `pluck` and `dig` name the keys that they take; null where some key is not written out. */
function pickedPaths({ name, arguments: given }: Call): (readonly string[])[] | null {
  if (name === "pick") return pathsBelow(given.slice(0, 1), given.slice(1));
  if (name === "pluck") return pathsBelow(given.slice(1), given.slice(0, 1));
  return name === "dig" ? dugPath(given) : null;
}

function pathsBelow(maps: readonly Node[], keys: readonly Node[]): (readonly string[])[] | null {
  const paths = maps.map(valuesPathOf).filter((path) => path !== null);
  const names = keys.flatMap((key) => (key.kind === "text" ? [key.text] : []));
  if (names.length < keys.length || names.length === 0 || paths.length < maps.length) return null;
  return paths.flatMap(({ path, exact }) => (exact ? names.map((name) => [...path, name]) : [path]));
}

/** `dig "a" "b" default .Values`; the default must be plain, else it is read by itself. */
function dugPath(given: readonly Node[]): string[][] | null {
  const [map, fallback] = [given.at(-1), given.at(-2)];
  const keys = given.slice(0, -2).flatMap((key) => (key.kind === "text" ? [key.text] : []));
  const values = map === undefined ? null : valuesPathOf(map);
  const plain = fallback?.kind === "text" || fallback?.kind === "literal";
  if (values?.exact !== true || !plain || keys.length < given.length - 2) return null;
  return [[...values.path, ...keys]];
}

/** `dict "Values" .Values` hands the context on under its own name: named templates read it as `.Values`. */
function withoutContext(given: readonly Node[]): Node[] {
  return given.filter((node, index) => {
    const key = given[index - 1];
    const isKey = index % 2 === 0;
    if (isKey) return !(node.kind === "text" && node.text === "Values");
    return !(key?.kind === "text" && key.text === "Values" && valuesPathOf(node)?.path.length === 0);
  });
}

function readInclude(given: readonly Node[], block: Block): void {
  const [title, argument] = given;
  if (title?.kind === "text") {
    const whole = argument !== undefined && isContext(argument, block);
    block.unit.calls.set(title.text, whole || block.unit.calls.get(title.text) === true);
  } else if (title !== undefined && !isOwnFile(title)) block.unit.callsAny = true;
}

/** `print $.Template.BasePath "/config.yaml"`: a file of the same chart, which is read anyway. */
function isOwnFile(title: Node): boolean {
  return (
    title.kind === "call" &&
    title.arguments.some((node) => node.kind === "chain" && node.fields.join(".").endsWith("Template.BasePath"))
  );
}

function isContext(node: Node, block: Block): boolean {
  if (node.kind !== "chain" || node.fields.length > 0) return false;
  return node.variable === "$" || (node.variable === "" && !block.rebound);
}

/** A text that is a template itself, for `tpl`; a name by which values could be reached means all of them. */
function readText(text: string, unit: Unit): void {
  if (text === "Values") unit.paths.push([]);
  if (!text.includes("{{")) return;
  const inner = readUnits(text).body;
  unit.paths.push(...inner.paths);
  for (const [name, whole] of inner.calls) unit.calls.set(name, whole || unit.calls.get(name) === true);
  if (inner.callsAny || text.includes("%")) unit.callsAny = true;
  if (text.includes("%") || !text.includes("}}")) unit.paths.push([]);
}
