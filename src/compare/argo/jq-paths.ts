import { isJsonObject, type Json } from "../../vocabulary/index.ts";
import { sameJson } from "../values/index.ts";
import type { JqComparison, JqStep } from "./jq-syntax.ts";

/** A way into an object by field names and list indices. */
export type Pointer = readonly (string | number)[];

interface Spot {
  readonly pointer: Pointer;
  readonly value: Json | undefined;
}

/** Every place of an object that a jq path leads to; a field that is not there counts, an item does not. */
export function jqPointers(steps: readonly JqStep[], object: Json): Pointer[] {
  return spots(steps, object).map(({ pointer }) => pointer);
}

function spots(steps: readonly JqStep[], object: Json | undefined): Spot[] {
  let found: Spot[] = [{ pointer: [], value: object }];
  for (const step of steps) found = found.flatMap((spot) => follow(spot, step));
  return found;
}

function follow({ pointer, value }: Spot, step: JqStep): Spot[] {
  switch (step.step) {
    case "field":
      return Array.isArray(value)
        ? []
        : [{ pointer: [...pointer, step.name], value: isJsonObject(value) ? value[step.name] : undefined }];
    case "index":
      return Array.isArray(value) ? itemAt(pointer, value, step.index) : [];
    case "each":
      return childrenOf(pointer, value);
    case "select":
      return step.condition.some((all) => all.every((comparison) => holds(comparison, value)))
        ? [{ pointer, value }]
        : [];
  }
}

function itemAt(pointer: Pointer, list: readonly Json[], wanted: number): Spot[] {
  const index = wanted < 0 ? list.length + wanted : wanted;
  return index in list ? [{ pointer: [...pointer, index], value: list[index] }] : [];
}

function childrenOf(pointer: Pointer, value: Json | undefined): Spot[] {
  if (Array.isArray(value)) return value.map((item, index) => ({ pointer: [...pointer, index], value: item }));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).map(([name, item]) => ({ pointer: [...pointer, name], value: item }));
}

function holds({ path, test }: JqComparison, value: Json | undefined): boolean {
  return spots(path, value).some(({ value: found }) =>
    test === null
      ? found !== undefined && found !== null && found !== false
      : sameJson(found, test.literal) === test.equal,
  );
}
