import { isDeepStrictEqual } from "node:util";
import { InvalidYaml, readYaml } from "../../../../src/render/yaml/index.ts";
import type { Mistake, MistakeKind, Target } from "./mistake.ts";

/** One line `key: value` of a values file. */
export interface KeyLine {
  /** Counted from 0. */
  readonly at: number;
  readonly indent: string;
  /** `- ` where the key opens a list item, else empty. */
  readonly dash: string;
  readonly key: string;
  readonly value: string;
}

const KEY_LINE = /^(\s*)((?:- )?)([A-Za-z][\w.-]*):(?:\s+(\S.*?))?\s*$/;

/** The lines of a text that hold a plain key, outside of block texts. */
export function keyLines(text: string): readonly KeyLine[] {
  const found: KeyLine[] = [];
  let block: number | null = null;
  for (const [at, line] of text.split("\n").entries()) {
    const depth = line.length - line.trimStart().length;
    if (block !== null && (line.trim() === "" || depth > block)) continue;
    block = null;
    const [, indent = "", dash = "", key, value = ""] = KEY_LINE.exec(line) ?? [];
    if (key === undefined) continue;
    if (/^[|>]/.test(value)) block = depth;
    found.push({ at, indent, dash, key, value });
  }
  return found;
}

/** True for a value that stands on its line: no map, list, block text, anchor or comment. */
export function isPlain({ value }: KeyLine): boolean {
  return value !== "" && !/^[|>&*[{#!]/.test(value) && !value.includes(" #");
}

/** The text with some lines replaced; null takes a line away. */
export function withLines(text: string, changes: ReadonlyMap<number, readonly string[]>): string {
  return text
    .split("\n")
    .flatMap((line, at) => changes.get(at) ?? [line])
    .join("\n");
}

interface Made {
  readonly kind: MistakeKind;
  readonly line: number;
  readonly what: string;
  readonly text: string;
}

/** A mistake in the target's own file; none where the file means the same as before, or is no YAML any more. */
export function mistakeIn(target: Target, { kind, line, what, text }: Made): readonly Mistake[] {
  const [before, after] = [meaning(target.text), meaning(text)];
  if (after === undefined || isDeepStrictEqual(before, after)) return [];
  const { application, environment, file } = target;
  return [{ kind, application, environment, file, line: line + 1, what, texts: new Map([[file, text]]) }];
}

function meaning(text: string): unknown {
  try {
    const { value, duplicateKeys } = readYaml(text);
    return [value, duplicateKeys];
  } catch (error) {
    if (error instanceof InvalidYaml) return undefined;
    throw error;
  }
}
