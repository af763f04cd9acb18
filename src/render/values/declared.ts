import type { HelmParameter } from "../../environments/application.ts";
import { isJsonObject, type Json, type JsonObject } from "../../vocabulary/index.ts";
import { assignmentOf } from "../helm/arguments.ts";
import { InvalidValues } from "./file.ts";
import type { ValuesNode } from "./node.ts";
import { InvalidParameter, parseAssignments } from "./parameter.ts";
import type { ValuesPlace } from "./values.ts";

/** The template that an Application is rendered from. */
export interface DeclaringTemplate {
  readonly file: string;
  readonly text: string;
}

/** A value of an Application's parameters. */
export interface ParameterValue {
  readonly path: readonly (string | number)[];
  readonly node: ValuesNode;
}

/** @throws InvalidValues for a parameter that Helm refuses. */
export function parameterValues(
  parameters: readonly HelmParameter[],
  template: DeclaringTemplate | null,
): readonly ParameterValue[] {
  return parameters.flatMap((parameter) => {
    const place = placeIn(template, new RegExp(`(?<![\\w.-])${literally(parameter.name)}(?![\\w.-])`, "g"));
    return assignments(parameter).map(({ path, value }) => ({ path, node: nodeAtPlace(value, place, () => place) }));
  });
}

/** The values of an Application's `valuesObject`, each where its key stands in the template. */
export function objectValues(object: JsonObject, template: DeclaringTemplate | null): ValuesNode {
  const placeOf = (key: string): ValuesPlace | null =>
    placeIn(template, new RegExp(`(?<![\\w.-])${literally(key)}(?=["']?\\s*:)`, "g"));
  return nodeAtPlace(object, null, placeOf);
}

function assignments(parameter: HelmParameter): ReturnType<typeof parseAssignments> {
  try {
    return parseAssignments(assignmentOf(parameter), parameter.forceString);
  } catch (error) {
    if (!(error instanceof InvalidParameter)) throw error;
    throw new InvalidValues(`its parameter ${parameter.name} cannot be set: ${error.message}`);
  }
}

function nodeAtPlace(value: Json, place: ValuesPlace | null, placeOf: (key: string) => ValuesPlace | null): ValuesNode {
  if (Array.isArray(value)) {
    return { value, place, entries: null, items: value.map((item) => nodeAtPlace(item, place, placeOf)) };
  }
  if (!isJsonObject(value)) return { value, place, entries: null, items: null };
  const entries = Object.entries(value).map(
    ([key, field]) => [key, nodeAtPlace(field ?? null, placeOf(key), placeOf)] as const,
  );
  return { value, place, entries: new Map(entries), items: null };
}

/** Where a text stands in the template if it stands there once; else the template's beginning. */
function placeIn(template: DeclaringTemplate | null, pattern: RegExp): ValuesPlace | null {
  if (template === null) return null;
  const found = [...template.text.matchAll(pattern)];
  const [line, column] = positionOf(template.text, found.length === 1 ? (found[0]?.index ?? 0) : 0);
  return { file: template.file, line, column, keyLine: line, keyColumn: column, through: null };
}

function positionOf(text: string, offset: number): readonly [number, number] {
  const lines = text.slice(0, offset).split("\n");
  return [lines.length, (lines.at(-1) ?? "").length + 1];
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
