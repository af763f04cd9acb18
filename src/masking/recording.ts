import { isJsonObject, type Json, type JsonObject } from "../vocabulary/index.ts";
import { identityOf, maskSecret } from "./object.ts";
import type { Scrubber } from "./scrubber.ts";
import { decode, isSecret } from "./secret-values.ts";

/**
 * What a recording says in place of a Secret value: whether it was the one that git declared at the recording's own
 * revision, or that nobody can tell. A colon is no base64, so no real `data` value reads like a mark.
 */
export const RECORDED_SAME = "holdfast:same";
export const RECORDED_DIFFERENT = "holdfast:different";
export const RECORDED_UNKNOWN = "holdfast:unknown";

/** What a mark says. */
export type RecordedMark = "same" | "different" | "unknown";

/** What the mark says that a recorded value is; null for a value that was recorded as it was. */
export function recordedMark(value: Json | undefined): RecordedMark | null {
  return typeof value === "string" ? (MARKS.get(value) ?? null) : null;
}

const MARKS: ReadonlyMap<string, RecordedMark> = new Map<string, RecordedMark>([
  [RECORDED_SAME, "same"],
  [RECORDED_DIFFERENT, "different"],
  [RECORDED_UNKNOWN, "unknown"],
]);

/**
 * A copy of a live object for a recording, without any Secret value and without a hash of one. Each value of a Secret is
 * a mark; so is, in every other kind, each string that holds a known Secret value.
 * @param desired the object as git declares it at the recording's revision; null when git does not declare it.
 */
export function maskForRecording<T extends JsonObject>(live: T, desired: JsonObject | null, scrubber: Scrubber): T {
  if (!isSecret(live)) return markStrings(live, desired, scrubber);
  const { data } = live;
  const masked = markStrings(maskSecret(live), desired, scrubber);
  return isJsonObject(data) ? { ...masked, data: markData(data, desired) } : masked;
}

function markData(data: JsonObject, desired: JsonObject | null): JsonObject {
  const declared = desired === null ? null : declaredData(desired);
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, markOf(value, declared?.get(key))]));
}

function markOf(live: Json | undefined, desired: Buffer | undefined): string {
  if (desired === undefined || typeof live !== "string") return RECORDED_UNKNOWN;
  return decode(live).equals(desired) ? RECORDED_SAME : RECORDED_DIFFERENT;
}

/** What the API server would store: `stringData` wins over `data`, key by key. */
function declaredData({ data, stringData }: JsonObject): Map<string, Buffer> {
  const declared = new Map<string, Buffer>();
  for (const [key, value] of Object.entries(isJsonObject(data) ? data : {})) {
    if (typeof value === "string") declared.set(key, decode(value));
  }
  for (const [key, value] of Object.entries(isJsonObject(stringData) ? stringData : {})) {
    if (typeof value === "string") declared.set(key, Buffer.from(value, "utf8"));
  }
  return declared;
}

function markStrings<T extends JsonObject>(live: T, desired: JsonObject | null, scrubber: Scrubber): T {
  const copy = markValue(live, desired ?? undefined, scrubber) as T;
  return { ...copy, ...identityOf(live, copy) };
}

/** `declared` is undefined where git has nothing, or where list items cannot be told to be the same. */
function markValue(live: Json, declared: Json | undefined, scrubber: Scrubber): Json {
  if (typeof live === "string") return markString(live, declared, scrubber);
  if (Array.isArray(live)) return markList(live, declared, scrubber);
  if (!isJsonObject(live)) return live;
  const fields = isJsonObject(declared) ? declared : {};
  const entries = Object.entries(live).map(([key, item]) => [key, markValue(item ?? null, fields[key], scrubber)]);
  return Object.fromEntries(entries);
}

function markString(live: string, declared: Json | undefined, scrubber: Scrubber): string {
  if (scrubber.scrub(live) === live) return live;
  if (typeof declared !== "string") return RECORDED_UNKNOWN;
  return live === declared ? RECORDED_SAME : RECORDED_DIFFERENT;
}

function markList(live: readonly Json[], declared: Json | undefined, scrubber: Scrubber): Json[] {
  const items = Array.isArray(declared) && declared.length === live.length ? declared : [];
  return live.map((item, index) => onlySame(markValue(item, items[index], scrubber), item));
}

/** Items of a list may stand in another order, so that a difference at the same index proves nothing. */
function onlySame(marked: Json, original: Json): Json {
  if (marked === RECORDED_DIFFERENT && marked !== original) return RECORDED_UNKNOWN;
  if (Array.isArray(marked) && Array.isArray(original))
    return marked.map((item, i) => onlySame(item, original[i] ?? null));
  if (!isJsonObject(marked) || !isJsonObject(original)) return marked;
  return Object.fromEntries(
    Object.entries(marked).map(([key, item]) => [key, onlySame(item ?? null, original[key] ?? null)]),
  );
}
