import type { Block, Step, Unit } from "./blocks.ts";
import { readUnits } from "./blocks.ts";
import { evaluateCall } from "./functions.ts";
import { CONTEXT, depthOf, fieldOf, itemOf, keyOf, type Meaning, NOTHING, pathMeaning, union } from "./meaning.ts";
import type { Node } from "./nodes.ts";

/** Named templates belong to all charts at once; of one name there may be several. */
export type Library = ReadonlyMap<string, readonly Unit[]>;

/** Takes down what is read: as a whole, or only whether it is there. */
export interface Notes {
  add(path: readonly string[]): void;
  touch(path: readonly string[]): void;
}

/** What names stand for in one run of a unit. A variable stands for all that it is ever given. */
interface Scope {
  readonly given: Meaning;
  readonly dot: Meaning;
  readonly variables: Map<string, Meaning>;
}

/** What goes deeper than this is a template that calls itself, or a variable that is given a part of itself. */
const DEEPEST = 12;

/** Follows values through the templates of one chart. Whatever is not followed counts as read as a whole. */
export class Reader {
  readonly #library: Library;
  readonly #notes: Notes;
  readonly #done = new Map<Unit, Set<string>>();

  constructor(library: Library, notes: Notes) {
    this.#library = library;
    this.#notes = notes;
  }

  /** Runs until no variable stands for more than before. */
  run(unit: Unit, given: Meaning): void {
    const known = this.#done.get(unit) ?? new Set();
    this.#done.set(unit, known);
    if (known.has(keyOf(given))) return;
    known.add(keyOf(given));
    const variables = new Map<string, Meaning>();
    for (let before = ""; ; ) {
      this.#steps(unit.steps, { given, dot: given, variables });
      const after = JSON.stringify([...variables].map(([name, meaning]) => [name, keyOf(meaning)]));
      if (after === before) return;
      before = after;
    }
  }

  /** Runs a text that `tpl` may run anywhere. */
  runText(text: string): void {
    this.run(readUnits(text).body, CONTEXT);
  }

  /** Takes down that all of it is read. Of the context only what templates name can be read. */
  read(meaning: Meaning): void {
    for (const path of meaning.paths) this.#notes.add(path);
    for (const field of meaning.fields.values()) this.read(field);
  }

  /** The same where the whole context would be written out. */
  dump(meaning: Meaning): void {
    this.read(meaning.context ? union([meaning, pathMeaning([])]) : meaning);
  }

  /** Takes down that it is asked for, but not what is in it. */
  touch(meaning: Meaning): void {
    for (const path of meaning.paths) this.#notes.touch(path);
  }

  call(name: string, given: Meaning): void {
    const units = this.#library.get(name) ?? [];
    const follows = units.length > 0 && depthOf(given) <= DEEPEST;
    if (!follows) this.read(given);
    for (const unit of units) this.run(unit, follows ? given : NOTHING);
  }

  /** A name that is put together at run time may be any. */
  callAny(given: Meaning): void {
    this.read(given);
    for (const name of this.#library.keys()) this.call(name, given.context ? CONTEXT : NOTHING);
  }

  evaluate(node: Node, scope: Scope): Meaning {
    if (node.kind === "literal") return NOTHING;
    if (node.kind === "text") return this.#text(node.text);
    if (node.kind === "fields") return node.fields.reduce(fieldOf, this.evaluate(node.of, scope));
    if (node.kind === "call") return evaluateCall(node, this, (inner) => this.evaluate(inner, scope));
    return chainMeaning(node, scope);
  }

  /** A text that is a template itself, for `tpl`. One with gaps may name anything. */
  #text(text: string): Meaning {
    if (!text.includes("{{")) return NOTHING;
    if (text.includes("%") || !text.includes("}}")) {
      this.#notes.add([]);
      this.callAny(CONTEXT);
    } else this.runText(text);
    return NOTHING;
  }

  #steps(steps: readonly Step[], scope: Scope): void {
    for (const step of steps) {
      if (typeof step === "string") this.#broken(step, scope);
      else this.#block(step, scope);
    }
  }

  #broken(source: string, scope: Scope): void {
    if (/\bValues\b/.test(source)) this.#notes.add([]);
    if (/\b(?:include|template)\b/.test(source)) this.callAny(CONTEXT);
    for (const meaning of [scope.dot, scope.given, ...scope.variables.values()]) this.read(meaning);
  }

  #block(block: Block, scope: Scope): void {
    const { keyword, variable, node } = block.statement;
    if (keyword === "define") return;
    const meaning = node === null ? NOTHING : this.evaluate(node, scope);
    if (variable !== null && keyword !== "range") this.#assign(variable, meaning, scope);
    if (keyword === "block") return;
    if (keyword === "range") this.#range(block, meaning, scope);
    else if (keyword === "if" || keyword === "with") {
      this.touch(meaning);
      this.#steps(block.body, keyword === "with" ? { ...scope, dot: meaning } : scope);
    } else if (variable === null) this.read(meaning);
    this.#steps(block.otherwise, scope);
  }

  #range({ statement, body }: Block, meaning: Meaning, scope: Scope): void {
    if (meaning.context) this.dump(meaning);
    this.touch(meaning);
    const item = itemOf(meaning);
    if (statement.variable !== null) this.#assign(statement.variable, item, scope);
    this.#steps(body, { ...scope, dot: item });
  }

  #assign(variable: string, meaning: Meaning, { variables }: Scope): void {
    if (depthOf(meaning) > DEEPEST) this.read(meaning);
    else variables.set(variable, union([variables.get(variable) ?? NOTHING, meaning]));
  }
}

function chainMeaning({ variable, fields }: Extract<Node, { kind: "chain" }>, scope: Scope): Meaning {
  const start =
    variable === "" ? scope.dot : variable === "$" ? scope.given : (scope.variables.get(variable) ?? NOTHING);
  const at = fields.indexOf("Values");
  const charts = fields.slice(0, Math.max(at, 0)).filter((_, index) => fields[index - 1] === "Subcharts");
  if (charts.length > 0) return pathMeaning([...charts, ...fields.slice(at + 1)]);
  return fields.reduce(fieldOf, start);
}
