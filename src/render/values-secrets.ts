import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createScrubber, type Scrubber } from "../masking/index.ts";
import { isJsonObject, type Json, type JsonObject, type Path } from "../vocabulary/index.ts";
import type { ChartFile } from "./files.ts";
import type { TemplateInput } from "./helm/arguments.ts";
import { InvalidYaml, readYaml } from "./yaml/index.ts";

/** Keys of values that hold a secret by their name; such a name alone is none. */
const SECRET = /secret|passw|passphrase|token|credential|private|api-?key|auth|certificate|\bkey$|[a-z]Key$|salt|hmac/i;
const NAME = /(name|names|ref|refs|path|enabled|namespace|type|kind)$/i;
/** A template that writes a Secret makes one of every value that it reads. */
const WRITES_SECRET = /^\s*["']?kind["']?:\s*["']?Secret\b/m;
const READ_VALUE = /\.Values((?:\.[\w-]+)+)/g;

/**
 * Knows what an application's values keep secret. Helm quotes values when it fails, and then no Secret is rendered
 * from which they could be learned.
 */
export async function scrubberOfValues(input: TemplateInput, files: readonly ChartFile[]): Promise<Scrubber> {
  const { application, chart, valueFiles } = input;
  const read = await readPaths(files);
  const found: string[] = [];
  const collect = (values: Json): void => {
    for (const { path, text } of leavesOf(values, [])) if (isSecretPath(path, read)) found.push(text);
  };
  for (const file of [join(chart, "values.yaml"), ...valueFiles]) collect(await valuesIn(file));
  collect(application.valuesObject ?? {});
  for (const { name, value } of application.parameters) {
    if (isSecretPath(name.split("."), read)) found.push(value);
  }
  const scrubber = createScrubber();
  scrubber.learn({ apiVersion: "v1", kind: "Secret", stringData: found });
  return scrubber;
}

/** The values paths, `.a.b`, that templates of Secrets read. */
async function readPaths(files: readonly ChartFile[]): Promise<readonly string[]> {
  const templates = files.filter(({ path }) => path.includes("templates/"));
  const texts = await Promise.all(templates.map(({ absolute }) => readFile(absolute, "utf8")));
  const secret = texts.filter((text) => WRITES_SECRET.test(text));
  return [...new Set(secret.flatMap((text) => [...text.matchAll(READ_VALUE)].map((match) => match[1] ?? "")))];
}

/** A file that is no YAML has no values; Helm says so itself and quotes none. */
async function valuesIn(file: string): Promise<JsonObject> {
  const text = await readFile(file, "utf8").catch(() => "");
  try {
    const { value } = readYaml(text);
    return isJsonObject(value) ? value : {};
  } catch (error) {
    if (error instanceof InvalidYaml) return {};
    throw error;
  }
}

interface Leaf {
  readonly path: readonly string[];
  readonly text: string;
}

function* leavesOf(value: Json, path: readonly string[]): Generator<Leaf> {
  if (Array.isArray(value)) for (const item of value) yield* leavesOf(item, path);
  else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) yield* leavesOf(item ?? null, [...path, key]);
  } else if (value !== null) yield { path, text: String(value) };
}

function isSecretPath(path: readonly string[], read: readonly string[]): boolean {
  const joined = `.${path.join(".")}`;
  if (read.some((prefix) => joined === prefix || joined.startsWith(`${prefix}.`))) return true;
  return isCalledSecret(path);
}

/** True for a path of values that holds a secret by its name, whether or not a Secret is rendered from it. */
export function isCalledSecret(path: Path): boolean {
  const keys = path.filter((segment) => typeof segment === "string");
  return keys.some((key) => SECRET.test(key)) && !NAME.test(keys.at(-1) ?? "");
}
