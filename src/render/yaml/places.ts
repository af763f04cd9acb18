import { EVENT_ID, type Event } from "js-yaml";
import type { Json, Path } from "../../vocabulary/index.ts";
import { commentsOf, type YamlComment } from "./comments.ts";
import type { Mark, Marks } from "./marks.ts";
import { Offsets } from "./offsets.ts";

/** A position in a text. Both count from 1; a column counts UTF-16 units, and a byte order mark is none. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Where an entry of a mapping or an item of a list stands in the text. */
export interface YamlPlace {
  /** Where the value begins, its quotes or the header of a block scalar included; the key where it is without text. */
  readonly value: TextPosition;
  /** The key, or the item's dash; an item in brackets itself. */
  readonly key: TextPosition;
  /** The alias or merge key that brings it in from elsewhere; the outermost, where one is inside another. */
  readonly through: TextPosition | null;
}

/** A text with what its parser made of it. */
export interface MarkedText {
  readonly text: string;
  /** The text as it was parsed: each offset of `indented` has `indent` more spaces behind it. */
  readonly source: string;
  readonly indented: readonly number[];
  readonly indent: number;
  readonly events: readonly Event[];
  readonly marks: Marks;
  /** The event that an alias stands for. */
  readonly meaningOf: (alias: number) => number | null;
}

/** A document with the place of everything in it. */
export class PlacedYaml {
  readonly value: Json;
  readonly #marked: MarkedText;
  readonly #offsets: Offsets;
  readonly #lines: readonly number[];

  constructor(value: Json, marked: MarkedText) {
    this.value = value;
    this.#marked = marked;
    this.#offsets = new Offsets(marked.source, marked.events, marked.marks);
    this.#lines = lineStarts(marked.text);
  }

  /** Keys that stand again in the same mapping, with the place of the later one, which won. */
  get duplicateKeys(): readonly { readonly path: Path; readonly place: YamlPlace }[] {
    return this.#marked.marks.duplicates.map(({ path, mark }) => ({ path, place: this.#place(mark) }));
  }

  /** The comments of the whole text. */
  comments(): readonly YamlComment[] {
    return commentsOf(this.#marked.source, this.#marked.events);
  }

  /** The place of an entry; `container` is a map or list of `value` itself. Null for what is not in it. */
  placeOf(container: object, key: string | number): YamlPlace | null {
    const mark = this.#marked.marks.of(container, String(key));
    return mark === null ? null : this.#place(mark);
  }

  #place(mark: Mark): YamlPlace {
    const { events, marks, meaningOf } = this.#marked;
    const target = events[mark.value]?.type === EVENT_ID.ALIAS ? meaningOf(mark.value) : null;
    const through = mark.through ?? (target === null ? null : mark.value);
    const value = target ?? mark.value;
    const owner = target === null ? mark : marks.ownerOf(target);
    const at = this.#offsets.of(value);
    const key = (owner === null ? at : this.#keyOffset(owner)) ?? at ?? 0;
    return {
      value: this.#position(at ?? key),
      key: this.#position(key),
      through: through === null ? null : this.#position(this.#offsets.of(through) ?? 0),
    };
  }

  #keyOffset({ key, item, value }: Mark): number | null {
    return item === null ? this.#offsets.of(key) : (this.#offsets.dash(key, item) ?? this.#offsets.of(value));
  }

  #position(parsed: number): TextPosition {
    const { indented, indent, text } = this.#marked;
    const offset = parsed - indent * indented.filter((start) => start < parsed).length;
    const line = lastAtMost(this.#lines, offset);
    const start = this.#lines[line] ?? 0;
    const mark = text.charCodeAt(start) === 0xfeff ? 1 : 0;
    return { line: line + 1, column: offset - start - mark + 1 };
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** The index of the last of these rising numbers that is not above the bound. */
function lastAtMost(numbers: readonly number[], bound: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((numbers[middle] ?? 0) <= bound) low = middle;
    else high = middle - 1;
  }
  return low;
}
