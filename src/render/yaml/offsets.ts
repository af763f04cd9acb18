import { COLLECTION_STYLE, EVENT_ID, type Event, SCALAR_STYLE } from "js-yaml";
import type { Marks } from "./marks.ts";

/** Between a key and the text of its value: space, comments, the colon, dashes. */
const BEFORE_VALUE = /(?:[\s:?-]|(?<=\s)#.*)*/y;

/** Where the texts of a parser's events begin in its source. */
export class Offsets {
  readonly #source: string;
  readonly #events: readonly Event[];
  readonly #marks: Marks;
  readonly #dashes = new Map<number, readonly (number | null)[]>();

  constructor(source: string, events: readonly Event[], marks: Marks) {
    this.#source = source;
    this.#events = events;
    this.#marks = marks;
  }

  /** Where an event's value begins, quotes and a block scalar's header included; null for a value without text. */
  of(at: number): number | null {
    const event = this.#events[at];
    if (event?.type === EVENT_ID.SCALAR) return event.valueStart < 0 ? null : this.#scalar(event, at);
    if (event?.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
    return event?.type === EVENT_ID.MAPPING || event?.type === EVENT_ID.SEQUENCE ? event.start : null;
  }

  /** Where an item's dash stands; for an item in brackets null. */
  dash(sequence: number, item: number): number | null {
    const known = this.#dashes.get(sequence) ?? this.#findDashes(sequence);
    this.#dashes.set(sequence, known);
    return known[item] ?? null;
  }

  #scalar(event: Extract<Event, { type: typeof EVENT_ID.SCALAR }>, at: number): number {
    if (event.style === SCALAR_STYLE.PLAIN) return event.valueStart;
    const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    if (quoted) return event.valueStart - 1;
    const properties = Math.max(event.anchorEnd, event.tagEnd);
    BEFORE_VALUE.lastIndex = properties >= 0 ? properties : this.#endBefore(at);
    BEFORE_VALUE.test(this.#source);
    return BEFORE_VALUE.lastIndex;
  }

  /** All dashes of a block sequence stand in one column, so each is the next one below the item before it. */
  #findDashes(at: number): readonly (number | null)[] {
    const sequence = this.#events[at];
    if (sequence?.type !== EVENT_ID.SEQUENCE || sequence.style === COLLECTION_STYLE.FLOW) return [];
    const column = sequence.start - lineStart(this.#source, sequence.start);
    const dash = new RegExp(`(?<=\\n {${column}})-(?=\\s|$)`, "g");
    const found: (number | null)[] = [];
    for (const item of this.#marks.itemsOf(at)) {
      const previous = found.at(-1);
      dash.lastIndex = Math.max((previous ?? sequence.start) + 1, this.#endBefore(item));
      found.push(previous === undefined ? sequence.start : (dash.exec(this.#source)?.index ?? null));
    }
    return found;
  }

  /** An offset that is not before the end of the last text that stands before an event. */
  #endBefore(at: number): number {
    for (let before = at - 1; before >= 0; before--) {
      const event = this.#events[before];
      if (event?.type === EVENT_ID.SCALAR && event.valueStart >= 0) {
        const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
        return event.valueEnd + (quoted ? 1 : 0);
      }
      if (event?.type === EVENT_ID.ALIAS) return event.anchorEnd;
      if (event?.type === EVENT_ID.MAPPING || event?.type === EVENT_ID.SEQUENCE) return event.start;
    }
    return 0;
  }
}

/** The offset of the first character of a line; a byte order mark is none. */
export function lineStart(source: string, offset: number): number {
  const start = source.lastIndexOf("\n", offset - 1) + 1;
  return source.charCodeAt(start) === 0xfeff ? start + 1 : start;
}
