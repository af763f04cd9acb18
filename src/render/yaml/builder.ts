import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from "js-yaml";
import type { Json, JsonObject, Path } from "../../vocabulary/index.ts";
import { AliasBudget } from "./alias-budget.ts";
import { InvalidYaml } from "./invalid.ts";
import { assign, keyText } from "./key.ts";
import type { Mark, Marks } from "./marks.ts";
import { asText, plainScalar, type ScalarValue, taggedScalar } from "./scalar.ts";

type ScalarEvent = Extract<Event, { type: typeof EVENT_ID.SCALAR }>;
type AliasEvent = Extract<Event, { type: typeof EVENT_ID.ALIAS }>;
type Anchored = Exclude<Event, { type: typeof EVENT_ID.DOCUMENT | typeof EVENT_ID.ALIAS | typeof EVENT_ID.POP }>;

/** Builds the value of a parser's events. An alias builds its anchor's events again, so no two places share an object. */
export class Builder {
  readonly #source: string;
  readonly #events: readonly Event[];
  readonly #anchors = new Map<string, number>();
  /** Which anchor each alias means; an anchor's name may be given anew further down. */
  readonly #meanings = new Map<number, number>();
  readonly #open = new Set<number>();
  readonly #path: (string | number)[] = [];
  readonly #duplicates: Path[] = [];
  readonly #budget = new AliasBudget();
  /** Where each entry comes from, for a caller that asks. */
  readonly #marks: Marks | null;
  #at = 1;
  /** The event of the outermost alias that is being built again. */
  #through: number | null = null;

  constructor(source: string, events: readonly Event[], marks: Marks | null = null) {
    this.#source = source;
    this.#events = events;
    this.#marks = marks;
  }

  /** The event that an alias stands for. */
  meaningOf(alias: number): number | null {
    return this.#meanings.get(alias) ?? null;
  }

  /** The first document, null for a text without any. */
  build(): { value: Json; duplicateKeys: readonly Path[] } {
    const first = this.#events[this.#at];
    const value = first === undefined || first.type === EVENT_ID.POP ? null : this.#node();
    return { value, duplicateKeys: this.#duplicates };
  }

  #node(): Json {
    this.#budget.count();
    const at = this.#at++;
    const event = this.#events[at];
    if (event === undefined) throw new InvalidYaml("the document ends too early", null);
    switch (event.type) {
      case EVENT_ID.SCALAR:
        if (event.anchorStart >= 0) this.#anchor(event, at);
        return this.#scalar(event).value;
      case EVENT_ID.MAPPING:
        return this.#collection(event, at, () => this.#mapping());
      case EVENT_ID.SEQUENCE:
        return this.#collection(event, at, () => this.#sequence(at));
      case EVENT_ID.ALIAS:
        return this.#alias(event, at);
      case EVENT_ID.DOCUMENT:
      case EVENT_ID.POP:
        throw new InvalidYaml("a value is missing", null);
    }
  }

  #collection(event: Anchored, at: number, build: () => Json): Json {
    if (event.anchorStart < 0) return build();
    this.#anchor(event, at);
    this.#open.add(at);
    const value = build();
    this.#open.delete(at);
    return value;
  }

  #sequence(at: number): Json[] {
    const items: Json[] = [];
    const depth = this.#path.length;
    while (!this.#closes()) {
      const item = items.length;
      this.#path[depth] = item;
      this.#marks?.set(items, String(item), { key: at, item, value: this.#at, through: this.#through });
      items.push(this.#node());
    }
    this.#path.length = depth;
    return items;
  }

  #mapping(): JsonObject {
    const object: JsonObject = {};
    const depth = this.#path.length;
    let merged: Set<string> | null = null;
    while (!this.#closes()) {
      if (this.#isMerge()) {
        merged = this.#merge(object, merged ?? new Set());
        continue;
      }
      const keyAt = this.#at;
      const key = this.#key();
      this.#path[depth] = key;
      const mark = { key: keyAt, item: null, value: this.#at, through: this.#through };
      if (Object.hasOwn(object, key) && merged?.delete(key) !== true) this.#duplicate(mark);
      this.#marks?.set(object, key, mark);
      assign(object, key, this.#node());
    }
    this.#path.length = depth;
    return object;
  }

  #closes(): boolean {
    if (this.#events[this.#at]?.type !== EVENT_ID.POP) return false;
    this.#at++;
    return true;
  }

  #isMerge(): boolean {
    const event = this.#events[this.#at];
    if (event?.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE.PLAIN) return false;
    return event.valueEnd - event.valueStart === 2 && this.#source.startsWith("<<", event.valueStart);
  }

  /** Merged keys overwrite those above them: go-yaml v2 has it so, though YAML's own rule is the opposite. */
  #merge(object: JsonObject, merged: Set<string>): Set<string> {
    const at = this.#at++;
    this.#budget.count();
    const value = this.#node();
    const sources = Array.isArray(value) ? value.toReversed() : [value];
    for (const source of sources) {
      if (typeof source !== "object" || source === null || Array.isArray(source)) {
        throw new InvalidYaml("<< needs a mapping or a list of mappings", null);
      }
      for (const [key, field] of Object.entries(source)) {
        assign(object, key, field ?? null);
        this.#marks?.copy({ container: source, key }, object, at);
        merged.add(key);
      }
    }
    return merged;
  }

  #key(): string {
    this.#budget.count();
    const at = this.#at++;
    const event = this.#events[at];
    if (event?.type === EVENT_ID.SCALAR) {
      if (event.anchorStart >= 0) this.#anchor(event, at);
      return keyText(this.#scalar(event));
    }
    if (event?.type === EVENT_ID.ALIAS) return this.#replay(event, at, () => this.#key());
    throw new InvalidYaml("a mapping has a key that is neither text nor a number", null);
  }

  #scalar(event: ScalarEvent): ScalarValue {
    const text = getScalarValue(this.#source, event);
    if (event.tagStart >= 0) return taggedScalar(text, shortTag(this.#source.slice(event.tagStart, event.tagEnd)));
    return event.style === SCALAR_STYLE.PLAIN ? plainScalar(text) : asText(text);
  }

  #alias(event: AliasEvent, at: number): Json {
    return this.#replay(event, at, () => this.#node());
  }

  #replay<T>(event: AliasEvent, at: number, build: () => T): T {
    const name = this.#source.slice(event.anchorStart, event.anchorEnd);
    const target = this.#meanings.get(at) ?? this.#anchors.get(name);
    if (target === undefined) throw new InvalidYaml(`unknown anchor ${name}`, null);
    if (this.#open.has(target)) throw new InvalidYaml(`anchor ${name} contains itself`, null);
    this.#meanings.set(at, target);
    const [next, through] = [this.#at, this.#through];
    this.#at = target;
    this.#through ??= at;
    this.#budget.enter();
    const value = build();
    this.#budget.leave();
    this.#at = next;
    this.#through = through;
    return value;
  }

  #anchor(event: Anchored, at: number): void {
    if (this.#budget.insideAlias) return;
    this.#anchors.set(this.#source.slice(event.anchorStart, event.anchorEnd), at);
  }

  #duplicate(mark: Mark): void {
    if (this.#budget.insideAlias) return;
    const path = this.#path.map((step) => (typeof step === "string" ? step : { index: step, key: null }));
    this.#duplicates.push(path);
    this.#marks?.duplicates.push({ path, mark });
  }
}

/** `!!int` for `!<tag:yaml.org,2002:int>` too. */
function shortTag(tag: string): string {
  return tag.replace(/^!<tag:yaml\.org,2002:(.*)>$/, "!!$1");
}
