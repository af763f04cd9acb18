import type { RenderedField } from "../../render/probing/index.ts";
import { isJsonObject, type Json, type Path, resourceKey, toPointer } from "../../vocabulary/index.ts";
import type { TracedApplication } from "../traced.ts";

/** A text of a rendered object: the value of a field, or the key of one. */
export interface RenderedText {
  /** Which of the application's objects it is in. */
  readonly index: number;
  /** Of the field whose value or key it is. */
  readonly path: Path;
  readonly text: string;
}

/** Every text of an application's objects. Definitions of resources are left out: what they hold is documentation. */
export function renderedTexts({ rendering }: TracedApplication): readonly RenderedText[] {
  return rendering.objects.flatMap(({ object }, index) =>
    object.kind === "CustomResourceDefinition" ? [] : textsIn(object).map((found) => ({ index, ...found })),
  );
}

function textsIn(value: Json | undefined, path: Path = []): { path: Path; text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, [...path, { index, key: null }]));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const field = [...path, key];
    return [{ path: field, text: key }, ...textsIn(item, field)];
  });
}

/** A key for a rendered field that links of a trace share. */
export function fieldKey({ resource, path }: RenderedField): string {
  return `${resourceKey(resource)} ${toPointer(path)}`;
}
