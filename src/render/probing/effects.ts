import { isJsonObject, type Json, type JsonObject, type Path, type PathSegment } from "../../vocabulary/index.ts";
import { alignLists } from "./align.ts";
import { restoreScalar } from "./restore-scalar.ts";
import { isUnstable, type Snapshot, type SnapshotObject, tokensIn } from "./snapshot.ts";
import type { Token, TokenBook } from "./tokens.ts";
import type { RenderedField } from "./trace.ts";

/** One difference between the rendering and a probe. */
export interface Effect {
  /** In the words of the rendering; in those of the probe where only the probe has the field. */
  readonly field: RenderedField;
  /** What the rendering has there; undefined where only the probe has it. */
  readonly before: Json | undefined;
  /** What the probe has there; undefined where it lacks the field. */
  readonly after: Json | undefined;
  /** The tokens that stand in the field. */
  readonly tokens: readonly Token[];
  /** True when the field is as before once the originals are put back: nothing but these leaves moved it. */
  readonly explained: boolean;
  /** True when it is the key of the field that changed, not what stands below it. */
  readonly ofKey: boolean;
}

/** Every field that a probe moved. Fields that change by themselves never count. */
export function effectsOf(base: Snapshot, probe: Snapshot, book: TokenBook): Effect[] {
  const effects: Effect[] = [];
  for (const [key, one] of base) {
    if (isUnstable(one, [])) continue;
    const comparison = new Comparison(one, book);
    const other = probe.get(key);
    if (other === undefined) comparison.gone([], one.object);
    else comparison.compare(one.object, other.object, []);
    effects.push(...comparison.effects.filter(({ field }) => !isUnstable(one, field.path)));
  }
  const comesAndGoes = new Set([...base.values()].filter((one) => isUnstable(one, [])).map(kindOf));
  for (const [key, other] of probe) {
    if (base.has(key) || comesAndGoes.has(kindOf(other))) continue;
    const comparison = new Comparison(other, book);
    comparison.added([], other.object);
    effects.push(...comparison.effects);
  }
  return effects;
}

function kindOf(one: SnapshotObject): string {
  return `${one.resource.group}/${one.resource.kind}`;
}

/** An empty map or list that is filled changes as a whole. */
function isEmpty(value: Json): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

class Comparison {
  readonly effects: Effect[] = [];
  readonly #one: SnapshotObject;
  readonly #book: TokenBook;

  constructor(one: SnapshotObject, book: TokenBook) {
    this.#one = one;
    this.#book = book;
  }

  compare(before: Json, after: Json, path: Path): void {
    if (before === after) return;
    if (isEmpty(before) && !isEmpty(after)) this.#compareScalars(before, after, path);
    else if (isJsonObject(before) && isJsonObject(after)) this.#compareMaps(before, after, path);
    else if (Array.isArray(before) && Array.isArray(after)) this.#compareLists(before, after, path);
    else this.#compareScalars(before, after, path);
  }

  gone(path: Path, before: Json): void {
    this.#push({ path, before, after: undefined, tokens: [], explained: false, ofKey: false });
  }

  added(path: Path, after: Json): void {
    const tokens = tokensIn(after, this.#book);
    this.#push({ path, before: undefined, after, tokens, explained: false, ofKey: false });
  }

  #compareMaps(before: JsonObject, after: JsonObject, path: Path): void {
    const others = new Map(Object.entries(after).map(([key, value]) => [this.#restored(key), { key, value }]));
    for (const [key, value = null] of Object.entries(before)) {
      const other = others.get(key);
      if (other === undefined) {
        this.gone([...path, key], value);
        continue;
      }
      others.delete(key);
      this.#compareKeys(key, other.key, [...path, key]);
      this.compare(value, other.value ?? null, [...path, key]);
    }
    for (const { key, value = null } of others.values()) this.added([...path, key], value);
  }

  #compareKeys(key: string, other: string, path: Path): void {
    if (key === other) return;
    const tokens = tokensIn(other, this.#book);
    this.#push({ path, before: key, after: other, tokens, explained: true, ofKey: true });
  }

  #restored(key: string): string {
    return this.#book.restore(key)?.variants[0] ?? key;
  }

  #compareLists(before: readonly Json[], after: readonly Json[], path: Path): void {
    const item = (index: number): PathSegment => ({ index, key: null });
    for (const pair of alignLists(before, after, (text) => this.#restored(text))) {
      if (pair.after === null) this.gone([...path, item(pair.before)], before[pair.before] ?? null);
      else if (pair.before === null) this.added([...path, item(pair.after)], after[pair.after] ?? null);
      else this.compare(before[pair.before] ?? null, after[pair.after] ?? null, [...path, item(pair.before)]);
    }
  }

  #compareScalars(before: Json, after: Json, path: Path): void {
    const restored = restoreScalar(before, after, this.#book);
    if (restored === null) {
      const tokens = tokensIn(after, this.#book);
      this.#push({ path, before, after, tokens, explained: false, ofKey: false });
    } else this.#push({ path, before, after, ...restored, ofKey: false });
  }

  #push({ path, ...effect }: Omit<Effect, "field"> & { readonly path: Path }): void {
    this.effects.push({ field: { resource: this.#one.resource, path }, ...effect });
  }
}
