import { TypeError as CelTypeError, EvaluationError, ParseError, type ParseResult } from "@marcbachmann/cel-js";
import { isJsonObject, type Json } from "../../../vocabulary/index.ts";
import type { SchemaNode, WrittenRule } from "../schema.ts";
import { ENVIRONMENT, KNOWN_FUNCTIONS } from "./environment.ts";
import { readExpression, withReplacedFunctions } from "./expression.ts";
import { celValue, NotModelled } from "./values.ts";

/** A rule that can be run: what it says of a value. */
export interface Program {
  readonly written: WrittenRule;
  /** @param isRoot true for a whole resource. */
  run(value: Json, isRoot: boolean): Outcome;
}

/** A rule that fails reads what is not there: the API server refuses the object, as for a rule that is broken. */
export type Outcome = "holds" | "broken" | "fails" | NotJudged;

/** One clause: why a rule was not judged. */
export interface NotJudged {
  readonly why: string;
}

/**
 * The rules of one place of a schema. Rules about a change (`oldSelf`) say nothing about an object that is created,
 * and are left out, as the API server leaves them out.
 */
export function compileRules(schema: SchemaNode): readonly Program[] {
  return schema.rules.flatMap((written) => compile(written, schema) ?? []);
}

function compile(written: WrittenRule, schema: SchemaNode): Program | null {
  if (written.rule.trim() === "") return null;
  const parsed = parse(written.rule);
  if (parsed === null) return notJudged(written, "it uses words that are not known here");
  const { functions, variables, comparesWholes } = readExpression(parsed.ast, schema);
  if (variables.includes("oldSelf")) {
    return written.optionalOldSelf ? notJudged(written, "it looks at an object that was there before") : null;
  }
  const unknown = functions.find((name) => !KNOWN_FUNCTIONS.has(name));
  if (unknown !== undefined) return notJudged(written, `it uses ${unknown}()`);
  if (comparesWholes && mergesByKey(schema.raw)) return notJudged(written, "it compares lists without their order");
  const program = parse(withReplacedFunctions(written.rule, parsed.ast));
  if (program === null) return notJudged(written, "it uses words that are not known here");
  return { written, run: (value, isRoot) => run(program, () => celValue(value, schema, isRoot)) };
}

function parse(source: string): ParseResult | null {
  try {
    return ENVIRONMENT.parse(source);
  } catch (error) {
    if (error instanceof ParseError || error instanceof CelTypeError) return null;
    throw error;
  }
}

function notJudged(written: WrittenRule, why: string): Program {
  return { written, run: () => ({ why }) };
}

/** Errors that the API server meets just so, and then refuses the object. */
const SERVER_ERRORS = new Set(["no_such_key", "index_out_of_bounds"]);

function run(program: ParseResult, self: () => unknown): Outcome {
  try {
    const result: unknown = program({ self: self() });
    if (typeof result !== "boolean") return { why: "its result is none of true and false" };
    return result ? "holds" : "broken";
  } catch (error) {
    if (error instanceof NotModelled) return { why: "it looks at bytes, times, or fields without a type" };
    if (error instanceof EvaluationError && SERVER_ERRORS.has(error.code)) return "fails";
    if (error instanceof EvaluationError || error instanceof CelTypeError) return { why: "it could not be run here" };
    throw error;
  }
}

/** True where a list below is a set or a map, which are equal in any order. */
function mergesByKey(raw: Json): boolean {
  if (Array.isArray(raw)) return raw.some(mergesByKey);
  if (!isJsonObject(raw)) return false;
  const type = raw["x-kubernetes-list-type"];
  return (
    type === "set" || type === "map" || Object.values(raw).some((child) => child !== undefined && mergesByKey(child))
  );
}
