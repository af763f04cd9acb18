import { isJsonObject, type Json, type Path } from "../../../vocabulary/index.ts";
import { itemSegment } from "../item-segment.ts";
import type { SchemaNode, WrittenRule } from "../schema.ts";
import type { Sink } from "../violation.ts";
import type { Program } from "./program.ts";

export interface RuleCheck {
  readonly path: Path;
  readonly sink: Sink;
  /** The compiled rules of a place. */
  readonly programs: (schema: SchemaNode) => readonly Program[];
}

/** Runs the rules of a schema over a settled value and everything below it. A null has no rules. */
export function checkRules(value: Json, schema: SchemaNode | null, at: RuleCheck): void {
  if (schema === null || value === null) return;
  for (const program of at.programs(schema)) runProgram(program, value, { schema, at });
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      checkRules(item, schema.items, { ...at, path: [...at.path, itemSegment(index, item, schema)] });
    }
  }
  if (!isJsonObject(value)) return;
  for (const [name, child] of Object.entries(value)) {
    checkRules(child ?? null, schema.field(name), { ...at, path: [...at.path, name] });
  }
}

function runProgram(program: Program, value: Json, { schema, at }: { schema: SchemaNode; at: RuleCheck }): void {
  const { written } = program;
  const outcome = program.run(value, at.path.length === 0 || schema.embedded);
  if (outcome === "holds") return;
  if (typeof outcome === "object") {
    at.sink.unjudged.push(`the rule ${JSON.stringify(written.rule.trim())}, because ${outcome.why}`);
    return;
  }
  // A rule that fails blames the place it stands at.
  const path = outcome === "broken" ? [...at.path, ...fieldPath(written)] : at.path;
  const said = (written.message ?? written.rule.trim()).replace(/\.$/, "");
  at.sink.violations.push({ path, problem: `breaks a rule of its CRD: ${said}`, stopsRules: false });
}

/** The field that a rule blames: `.spec.name` and `['a b']` below the place it stands at. */
function fieldPath({ fieldPath: written }: WrittenRule): string[] {
  if (written === null) return [];
  return [...written.matchAll(/\.([^.[\]]+)|\['((?:[^'\\]|\\.)*)'\]/g)].map(
    ([, name, quoted]) => name ?? (quoted ?? "").replace(/\\(.)/g, "$1"),
  );
}
