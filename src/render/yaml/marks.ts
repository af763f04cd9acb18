import type { Path } from "../../vocabulary/index.ts";

/** Where an entry of a mapping or an item of a list comes from, as indices into the parser's events. */
export interface Mark {
  /** The key's event; for an item the event of its sequence. */
  readonly key: number;
  /** The item's index in its sequence; null for a mapping's entry. */
  readonly item: number | null;
  /** The event of the value, which may be an alias. */
  readonly value: number;
  /** The outermost alias or merge key that brings the entry in. */
  readonly through: number | null;
}

/** A key that stands again in the same mapping. */
export interface DuplicateMark {
  readonly path: Path;
  readonly mark: Mark;
}

/** What a builder notes down while it builds a value. Each container of the value is an object of its own. */
export class Marks {
  readonly duplicates: DuplicateMark[] = [];
  readonly #entries = new Map<object, Map<string, Mark>>();
  /** By the event of a value: what it is the value of. An alias leads to it. */
  readonly #owners = new Map<number, Mark>();
  /** By the event of a sequence: the events of its items. */
  readonly #items = new Map<number, number[]>();

  set(container: object, key: string, mark: Mark): void {
    const entries = this.#entries.get(container) ?? new Map<string, Mark>();
    if (entries.size === 0) this.#entries.set(container, entries);
    entries.set(key, mark);
    this.#owners.set(mark.value, mark);
    if (mark.item !== null) this.#item(mark.key, mark.item, mark.value);
  }

  /** A merge key copies an entry; `merge` is its event. */
  copy(from: { readonly container: object; readonly key: string }, container: object, merge: number): void {
    const mark = this.of(from.container, from.key);
    if (mark === null) return;
    const entries = this.#entries.get(container) ?? new Map<string, Mark>();
    this.#entries.set(container, entries.set(from.key, { ...mark, through: mark.through ?? merge }));
  }

  of(container: object, key: string): Mark | null {
    return this.#entries.get(container)?.get(key) ?? null;
  }

  ownerOf(event: number): Mark | null {
    return this.#owners.get(event) ?? null;
  }

  itemsOf(sequence: number): readonly number[] {
    return this.#items.get(sequence) ?? [];
  }

  #item(sequence: number, index: number, value: number): void {
    const items = this.#items.get(sequence) ?? [];
    items[index] = value;
    this.#items.set(sequence, items);
  }
}
