import { type Event, parseEvents, YAMLException } from "js-yaml";
import type { Json, Path } from "../../vocabulary/index.ts";
import { Builder } from "./builder.ts";
import { InvalidYaml } from "./invalid.ts";
import { Marks } from "./marks.ts";
import { PlacedYaml } from "./places.ts";

/** A document as the cluster reads it. */
export interface YamlValue {
  readonly value: Json;
  /** Where a key stands twice in one mapping; the last one won. */
  readonly duplicateKeys: readonly Path[];
}

/** Deeper than any manifest; a bound for the parser's recursion. */
const MAX_DEPTH = 500;
/** More than any block is indented. */
const INDENT = " ".repeat(200);
/** How much text may be parsed again for the sake of indentation: about half a second's worth. */
const MOST_CHARACTERS = 20_000_000;

/**
 * The first document of a YAML text, by the rules of sigs.k8s.io/yaml (go-yaml v2, then JSON): YAML 1.1 words and
 * octal numbers, merge keys that overwrite what stands before them, keys as text, the last duplicate wins.
 * Integers beyond 2^53 come out as the nearest double. An empty text is null.
 * @throws InvalidYaml for what the cluster would refuse too, aliases that blow up included.
 */
export function readYaml(text: string): YamlValue {
  try {
    const { source, events } = parseLeniently(text);
    return new Builder(source, events).build();
  } catch (error) {
    throw asInvalid(error);
  }
}

/**
 * The same, with the places of all entries and items in the text.
 * @throws InvalidYaml as `readYaml` does.
 */
export function readPlacedYaml(text: string): PlacedYaml {
  try {
    const { source, events, indented } = parseLeniently(text);
    const marks = new Marks();
    const builder = new Builder(source, events, marks);
    const { value } = builder.build();
    const meaningOf = (alias: number): number | null => builder.meaningOf(alias);
    return new PlacedYaml(value, { text, source, indented, indent: INDENT.length, events, marks, meaningOf });
  } catch (error) {
    throw asInvalid(error);
  }
}

/** The text that parsed, where lines were indented in it, and the parser's events. */
interface Parsed {
  readonly source: string;
  readonly events: readonly Event[];
  readonly indented: readonly number[];
}

function asInvalid(error: unknown): unknown {
  if (!(error instanceof YAMLException)) return error;
  return new InvalidYaml(error.reason, error.mark === undefined ? null : error.mark.line + 1);
}

/**
 * Parses, and forgives what libyaml forgives: a line inside brackets or quotes that is indented less than the block
 * around it (`]` below its key). Such a line is indented, which changes no value, and the text parsed again.
 */
function parseLeniently(text: string): Parsed {
  let source = text;
  const indented: number[] = [];
  for (let effort = 0; ; effort += source.length) {
    try {
      return { source, events: parseEvents(source, { maxDepth: MAX_DEPTH }), indented };
    } catch (error) {
      const position = deficientAt(error);
      if (position === null || effort > MOST_CHARACTERS) throw error;
      const line = source.lastIndexOf("\n", position - 1) + 1;
      source = `${source.slice(0, line)}${INDENT}${source.slice(line)}`;
      indented.push(line);
    }
  }
}

function deficientAt(error: unknown): number | null {
  if (!(error instanceof YAMLException) || error.reason !== "deficient indentation") return null;
  return error.mark?.position ?? null;
}
