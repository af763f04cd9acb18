import { fieldOf, itemOf, type Meaning, NOTHING, pathMeaning, union } from "./meaning.ts";
import type { Node } from "./nodes.ts";

export type Call = Extract<Node, { kind: "call" }>;

/** What functions do with what they are given. */
export interface Reading {
  read(meaning: Meaning): void;
  dump(meaning: Meaning): void;
  touch(meaning: Meaning): void;
  call(name: string, given: Meaning): void;
  callAny(given: Meaning): void;
}

type Evaluate = (node: Node) => Meaning;

/** One of the arguments comes out, or a mix of them. */
const PASSING = new Set([
  ...["default", "coalesce", "or", "and", "ternary", "required"],
  ...["deepCopy", "mustDeepCopy", "merge", "mustMerge", "mergeOverwrite", "mustMergeOverwrite"],
]);
/** They ask whether something is there, or how much. */
const ASKING = new Set(["not", "empty", "kindIs", "kindOf", "typeIs", "typeOf", "len", "keys"]);

type Evaluation = (call: Call, reading: Reading, evaluate: Evaluate) => Meaning;

const EVALUATIONS: ReadonlyMap<string, Evaluation> = new Map([
  ["dict", dictMeaning],
  ["dig", dugMeaning],
  ...["index", "get", "hasKey"].map((name) => [name, keyedMeaning] as const),
  ...["pick", "pluck"].map((name) => [name, pickedMeaning] as const),
  ...["include", "template", "block"].map((name) => [name, calledMeaning] as const),
  ...["set", "unset"].map((name) => [name, writtenMeaning] as const),
]);

/** What a function makes of its arguments, and what it reads of them. */
export function evaluateCall(call: Call, reading: Reading, evaluate: Evaluate): Meaning {
  const evaluation = EVALUATIONS.get(call.name ?? "");
  if (evaluation !== undefined) return evaluation(call, reading, evaluate);
  const meanings = call.arguments.map(evaluate);
  const passes = PASSING.has(call.name ?? "");
  const asks = passes || ASKING.has(call.name ?? "");
  for (const meaning of meanings) {
    if (asks) reading.touch(meaning);
    else takeWhole(call.name, meaning, reading);
  }
  if (call.arguments.some((one) => one.kind === "text" && one.text === "Values")) reading.read(pathMeaning([]));
  return passes ? union(meanings) : NOTHING;
}

/** These hand a context on; whatever else takes one may write it out. */
const CARRYING = new Set(["tpl", "list", "tuple"]);

function takeWhole(name: string | null, meaning: Meaning, reading: Reading): void {
  if (CARRYING.has(name ?? "")) reading.read(meaning);
  else reading.dump(meaning);
}

/** `set MAP "key" VALUE` gives the map. */
function writtenMeaning({ arguments: given }: Call, reading: Reading, evaluate: Evaluate): Meaning {
  const [map = NOTHING, ...written] = given.map(evaluate);
  for (const meaning of written) reading.read(meaning);
  return map;
}

function dictMeaning({ arguments: given }: Call, reading: Reading, evaluate: Evaluate): Meaning {
  const fields = new Map<string, Meaning>();
  for (let index = 0; index + 1 < given.length; index += 2) {
    const [key, value] = [given[index], given[index + 1]];
    if (key === undefined || value === undefined) continue;
    if (key.kind === "text") fields.set(key.text, evaluate(value));
    else reading.read(union([evaluate(key), evaluate(value)]));
  }
  return { ...NOTHING, fields };
}

/** `index .Values.a "b" $c`, `get .Values "a"`: a key that is not written out may be any. */
function keyedMeaning({ name, arguments: given }: Call, reading: Reading, evaluate: Evaluate): Meaning {
  const [of, ...keys] = given;
  if (of === undefined) return NOTHING;
  let meaning = evaluate(of);
  for (const key of keys) {
    if (key.kind === "text") meaning = fieldOf(meaning, key.text);
    else {
      reading.read(evaluate(key));
      if (meaning.context) reading.dump(meaning);
      meaning = itemOf(meaning);
    }
  }
  if (name !== "hasKey") return meaning;
  reading.touch(meaning);
  return NOTHING;
}

/** `dig "a" "b" DEFAULT MAP` */
function dugMeaning({ arguments: given }: Call, reading: Reading, evaluate: Evaluate): Meaning {
  const [fallback, map] = given.slice(-2);
  if (fallback === undefined || map === undefined) return NOTHING;
  const keys = given.slice(0, -2);
  const found = keyedMeaning({ kind: "call", name: "index", arguments: [map, ...keys] }, reading, evaluate);
  return union([found, evaluate(fallback)]);
}

/** `pick MAP "a" "b"`, `pluck "a" MAP MAP` */
function pickedMeaning({ name, arguments: given }: Call, reading: Reading, evaluate: Evaluate): Meaning {
  const [maps, keys] = name === "pick" ? [given.slice(0, 1), given.slice(1)] : [given.slice(1), given.slice(0, 1)];
  const taken = maps.flatMap((map) =>
    keys.map((key) => keyedMeaning({ kind: "call", name: "index", arguments: [map, key] }, reading, evaluate)),
  );
  reading.read(union(taken));
  return NOTHING;
}

function calledMeaning({ arguments: given }: Call, reading: Reading, evaluate: Evaluate): Meaning {
  const [title, argument] = given;
  const handed = argument === undefined ? NOTHING : evaluate(argument);
  if (title?.kind === "text") reading.call(title.text, handed);
  else if (title !== undefined && !isOwnFile(title)) {
    reading.read(evaluate(title));
    reading.callAny(handed);
  }
  return NOTHING;
}

/** `print $.Template.BasePath "/config.yaml"`: a file of the same chart, which is read anyway. */
function isOwnFile(title: Node): boolean {
  return (
    title.kind === "call" &&
    title.arguments.some((node) => node.kind === "chain" && node.fields.join(".").endsWith("Template.BasePath"))
  );
}
