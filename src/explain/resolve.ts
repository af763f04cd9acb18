import { isJsonObject, type Json, type Path, type PathSegment } from "../vocabulary/index.ts";
import type { Step } from "./query.ts";

/**
 * The path in an object that a typed one means; null where the object has no such field. Keys with dots need no quotes:
 * steps are joined where the object has such a key. Items of a list of named things are addressed by their name, so that
 * the path finds the same item in another rendering.
 */
export function resolvePath(root: Json, steps: readonly Step[]): Path | null {
  if (steps.length === 0) return [];
  return isJsonObject(root) ? inMap(root, steps) : Array.isArray(root) ? inList(root, steps) : null;
}

function inMap(map: { readonly [key: string]: Json | undefined }, steps: readonly Step[]): Path | null {
  for (let taken = 1; taken <= steps.length; taken++) {
    const parts = steps.slice(0, taken);
    if (!parts.every((part) => typeof part === "string")) continue;
    const key = parts.join(".");
    const value = map[key];
    if (value === undefined) continue;
    const rest = resolvePath(value, steps.slice(taken));
    if (rest !== null) return [key, ...rest];
  }
  return null;
}

function inList(list: readonly Json[], [step, ...rest]: readonly Step[]): Path | null {
  const index = list.findIndex((item, at) => isMeant(item, at, step));
  const item = list[index];
  if (item === undefined) return null;
  const below = resolvePath(item, rest);
  return below === null ? null : [segmentOf(item, index), ...below];
}

function isMeant(item: Json, at: number, step: Step | undefined): boolean {
  if (typeof step === "string") return step === String(at) || (isJsonObject(item) && item["name"] === step);
  if (step === undefined) return false;
  if ("index" in step) return step.index === at;
  return isJsonObject(item) && Object.entries(step.key).every(([name, value]) => textOf(item[name]) === value);
}

function segmentOf(item: Json, index: number): PathSegment {
  const name = isJsonObject(item) ? item["name"] : undefined;
  return { index, key: typeof name === "string" ? { name } : null };
}

/** A key as reports write it; a map or list is none. */
function textOf(value: Json | undefined): string | null {
  return typeof value === "object" || value === undefined ? null : String(value);
}
