import { isJsonObject, type Json, type JsonObject } from "../vocabulary/index.ts";
import { SHORTEST } from "./value-matcher.ts";

/** Where `kubectl apply` keeps a copy of the whole manifest, Secret values included. */
export const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** Values longer than this are looked for as they are, whole and by line, not in every other spelling. */
const LONG = 4096;

/**
 * Helm keeps each release in a Secret: up to a megabyte, compressed, and written by nobody else. It is masked at its own
 * path like every Secret, but looking for it in other texts would cost much and find nothing.
 */
const HELM_RELEASE = "helm.sh/release.v1";

const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true });

/** True for a core Secret, in any state of repair. */
export function isSecret(object: JsonObject): boolean {
  return object["kind"] === "Secret" && (object["apiVersion"] === "v1" || object["apiVersion"] === undefined);
}

/** The items of a List, else the object alone. */
export function itemsOf(object: JsonObject): readonly JsonObject[] {
  const { kind, items } = object;
  if (typeof kind !== "string" || !kind.endsWith("List") || !Array.isArray(items)) return [object];
  // Items of a SecretList may lack the kind that the list states.
  const itemKind = kind.slice(0, -"List".length);
  return items.filter(isJsonObject).map((item) => (itemKind === "" ? item : { kind: itemKind, ...item }));
}

/** The manifest in the last-applied annotation; null when there is none or it cannot be read. */
export function lastApplied(object: JsonObject): JsonObject | null {
  const text = annotationOf(object);
  if (text === null) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** Every form in which the values of a Secret could show up in a text, each at least `SHORTEST` characters long. */
export function* formsOf(secret: JsonObject): Generator<string> {
  if (secret["type"] === HELM_RELEASE) return;
  for (const value of leaves(secret["stringData"])) yield* longForms(formsOfText(value));
  for (const encoded of leaves(secret["data"])) {
    yield* longForms(formsOfText(encoded));
    const decoded = decode(encoded);
    yield* longForms(base64Forms(decoded));
    const text = asText(decoded);
    if (text !== null) yield* longForms(formsOfText(text));
  }
  const applied = lastApplied(secret);
  if (applied !== null) yield* formsOf(applied);
}

/** The bytes of a `data` value. Like the API server's own decoder it skips line breaks; faults are skipped too. */
export function decode(encoded: string): Buffer {
  return Buffer.from(encoded, "base64");
}

function annotationOf(object: JsonObject): string | null {
  const { metadata } = object;
  const annotations = isJsonObject(metadata) ? metadata["annotations"] : undefined;
  const text = isJsonObject(annotations) ? annotations[LAST_APPLIED] : undefined;
  return typeof text === "string" ? text : null;
}

/** A Secret's values are strings; a broken manifest may hold anything, and all of it is secret. */
function* leaves(value: Json | undefined): Generator<string> {
  if (value === undefined || value === null) return;
  if (Array.isArray(value)) for (const item of value) yield* leaves(item);
  else if (isJsonObject(value)) for (const item of Object.values(value)) yield* leaves(item);
  else yield String(value);
}

function* longForms(forms: Iterable<string>): Generator<string> {
  for (const form of forms) if (form.length >= SHORTEST && form.trim() !== "") yield form;
}

function* formsOfText(text: string): Generator<string> {
  yield* spellingsOf(text);
  yield* spellingsOf(text.trim());
  if (!text.includes("\n")) return;
  for (const line of text.split("\n")) {
    const trimmed = line.trim();
    if (!isPemHeader(trimmed)) yield* spellingsOf(trimmed);
  }
}

/** A text as it is, and as JSON, URLs and base64 write it. A value under eight characters has no form of its own. */
function* spellingsOf(text: string): Generator<string> {
  if (text.length < SHORTEST) return;
  yield text;
  if (text.length > LONG) return;
  yield JSON.stringify(text).slice(1, -1);
  yield* urlForms(text);
  yield* base64Forms(Buffer.from(text, "utf8"));
}

function* urlForms(text: string): Generator<string> {
  if (!text.isWellFormed()) return;
  const encoded = encodeURIComponent(text);
  yield encoded;
  yield encoded.replaceAll("%20", "+");
}

function* base64Forms(bytes: Buffer): Generator<string> {
  const encoded = bytes.toString("base64");
  yield encoded;
  yield encoded.replace(/=+$/, "");
  yield bytes.toString("base64url");
}

function isPemHeader(line: string): boolean {
  return line.startsWith("-----BEGIN ") || line.startsWith("-----END ");
}

function asText(bytes: Buffer): string | null {
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    return null;
  }
}
