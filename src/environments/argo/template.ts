import { isJsonObject, type Json, type JsonObject } from "../../vocabulary/index.ts";

/** How an ApplicationSet writes its templates: `{{ .name }}` with goTemplate, `{{ name }}` without. */
export type TemplateStyle = "go" | "plain";

export interface FilledTemplate {
  readonly text: string;
  /** The first expression that is more than the name of a known parameter. */
  readonly unknown: string | null;
}

const EXPRESSION = /\{\{-?(?<inner>[^{}]*?)-?\}\}/g;
const GO_PATH = /^\.(?<path>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)$/;

/** Puts parameters in place of the expressions of one text. */
export function fillTemplate(text: string, parameters: JsonObject, style: TemplateStyle): FilledTemplate {
  // What stands in braces within braces is more than a name.
  let unknown = style === "go" && text.replaceAll(EXPRESSION, "").includes("{{") ? text : null;
  const filled = text.replace(EXPRESSION, (whole, inner: string) => {
    const trims = whole.startsWith("{{-") || whole.endsWith("-}}");
    const value = trims ? undefined : lookUp(inner.trim(), parameters, style);
    if (value === undefined) unknown ??= whole;
    return value ?? whole;
  });
  return { text: filled, unknown };
}

function lookUp(expression: string, parameters: JsonObject, style: TemplateStyle): string | undefined {
  if (style === "plain") return textOf(parameters[expression]);
  const path = GO_PATH.exec(expression)?.groups?.["path"];
  if (path === undefined) return undefined;
  let value: Json | undefined = parameters;
  for (const part of path.split(".")) value = isJsonObject(value) ? value[part] : undefined;
  return textOf(value);
}

function textOf(value: Json | undefined): string | undefined {
  if (typeof value === "string") return value;
  const exact = typeof value === "boolean" || (typeof value === "number" && Number.isSafeInteger(value));
  return exact ? String(value) : undefined;
}
