import type { Tree } from "../../git/index.ts";
import type { Json, JsonObject } from "../../vocabulary/index.ts";
import { generate } from "./generators.ts";
import type { ArgoApplicationSet } from "./schema.ts";
import { fillTemplate, type TemplateStyle } from "./template.ts";

/** Applications that a controller would make of an ApplicationSet, or a clause that says why Holdfast does not. */
export type Expanded =
  | {
      readonly ok: true;
      readonly applications: readonly JsonObject[];
      /** URLs of the repositories whose folders were listed in this tree. */
      readonly repositories: readonly string[];
    }
  | { readonly ok: false; readonly why: string };

/** Follows list generators and generators of git directories; templates may name parameters and nothing more. */
export async function expandApplicationSet({ spec }: ArgoApplicationSet, tree: Tree): Promise<Expanded> {
  if (spec.templatePatch !== "")
    return { ok: false, why: "this ApplicationSet uses templatePatch, which is not supported" };
  const style: TemplateStyle = spec.goTemplate ? "go" : "plain";
  const applications: JsonObject[] = [];
  const repositories: string[] = [];
  for (const generator of spec.generators) {
    const generated = await generate({ generator, style, tree });
    if (!generated.ok) return generated;
    if (generated.repository !== null) repositories.push(generated.repository);
    for (const parameters of generated.parameters) {
      const filled = fill(spec.template, (text) => fillTemplate(text, parameters, style));
      if (!filled.ok)
        return { ok: false, why: `this ApplicationSet uses the template ${filled.unknown}, which is not supported` };
      applications.push(filled.value);
    }
  }
  return { ok: true, applications, repositories };
}

type Filled = { readonly ok: true; readonly value: JsonObject } | { readonly ok: false; readonly unknown: string };

function fill(template: JsonObject, fillText: (text: string) => ReturnType<typeof fillTemplate>): Filled {
  let unknown: string | null = null;
  const walkText = (text: string): string => {
    const filled = fillText(text);
    unknown ??= filled.unknown;
    return filled.text;
  };
  const value = walkObject(template, walkText);
  return unknown === null ? { ok: true, value } : { ok: false, unknown };
}

function walkObject(object: JsonObject, walkText: (text: string) => string): JsonObject {
  const entries = Object.entries(object).map(([key, value]) => [walkText(key), walk(value ?? null, walkText)] as const);
  return Object.fromEntries(entries);
}

function walk(value: Json, walkText: (text: string) => string): Json {
  if (typeof value === "string") return walkText(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, walkText));
  return typeof value === "object" && value !== null ? walkObject(value, walkText) : value;
}
