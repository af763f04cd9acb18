import { type KubernetesObject, splitApiVersion } from "../../vocabulary/index.ts";
import { sharedPart } from "./likeness.ts";
import { type Content, contentOf } from "./own-content.ts";

/** Objects are called the same under another name from this part of equal fields on. */
const ALIKE = 0.6;

/** Beyond this many pairs of objects of one kind in one place only those are paired whose content is equal. */
const MOST_PAIRS = 200_000;

/** An object that one name lost and another gained. */
export interface Rename<T> {
  readonly before: T;
  readonly after: T;
}

interface Holder {
  readonly object: KubernetesObject;
}

/**
 * Pairs objects that went with objects that came, where both are of one kind, share their namespace or their name, and are
 * more like each other than like any other. What is alike several times is left alone.
 */
export function renamesAmong<T extends Holder>(removed: readonly T[], added: readonly T[]): readonly Rename<T>[] {
  const [old, now] = [removed.map(known), added.map(known)];
  const candidates = [...pairsBy(byNamespace, old, now), ...pairsBy(byName, old, now).filter(isElsewhere)];
  const bests = { before: bestOf(candidates, "before"), after: bestOf(candidates, "after") };
  return candidates
    .filter((one) => isBest(one, bests.before.get(one.before)) && isBest(one, bests.after.get(one.after)))
    .map(({ before, after }) => ({ before: before.of, after: after.of }));
}

/** An object with what it is compared by, read once. */
interface Known<T> {
  readonly of: T;
  readonly object: KubernetesObject;
  readonly content: Content;
}

interface Candidate<T> extends Rename<Known<T>> {
  readonly likeness: number;
  /** A namespace move keeps the name, whatever else is alike. */
  readonly isSameName: boolean;
}

function known<T extends Holder>(one: T): Known<T> {
  return { of: one, object: one.object, content: contentOf(one.object) };
}

function kindOf({ apiVersion, kind }: KubernetesObject): readonly [string, string] {
  return [splitApiVersion(apiVersion).group, kind];
}

function byNamespace(object: KubernetesObject): string {
  return JSON.stringify([...kindOf(object), object.metadata.namespace ?? null]);
}

function byName(object: KubernetesObject): string {
  return JSON.stringify([...kindOf(object), object.metadata.name]);
}

/** What shares its namespace is a pair already. */
function isElsewhere<T>({ before, after }: Candidate<T>): boolean {
  return before.object.metadata.namespace !== after.object.metadata.namespace;
}

/** The pairs that share a key and are alike. */
function pairsBy<T>(
  keyOf: (object: KubernetesObject) => string,
  removed: readonly Known<T>[],
  added: readonly Known<T>[],
): readonly Candidate<T>[] {
  const partners = Map.groupBy(added, ({ object }) => keyOf(object));
  return [...Map.groupBy(removed, ({ object }) => keyOf(object))].flatMap(([key, old]) => {
    const now = partners.get(key) ?? [];
    return old.length * now.length > MOST_PAIRS ? equalPairs(old, now) : old.flatMap((one) => alikeAmong(one, now));
  });
}

/** Only what has one equal on the other side, which costs no comparison of all with all. */
function equalPairs<T>(removed: readonly Known<T>[], added: readonly Known<T>[]): readonly Candidate<T>[] {
  const partners = Map.groupBy(added, ({ content }) => content.text);
  return [...Map.groupBy(removed, ({ content }) => content.text)].flatMap(([text, old]) => {
    const now = partners.get(text) ?? [];
    return old.length === 1 && now.length === 1 ? old.flatMap((one) => alikeAmong(one, now)) : [];
  });
}

function alikeAmong<T>(before: Known<T>, added: readonly Known<T>[]): readonly Candidate<T>[] {
  return added.flatMap((after) => {
    const isSameName = before.object.metadata.name === after.object.metadata.name;
    const likeness = likenessOf(before.content, after.content, isSameName);
    return likeness < ALIKE ? [] : [{ before, after, likeness, isSameName }];
  });
}

function likenessOf(before: Content, after: Content, isSameName: boolean): number {
  const [old, now] = [before.lines.length, after.lines.length];
  // What has nothing to be known by is known by its name alone.
  if (old === 0 || now === 0) return isSameName ? 1 : 0;
  if (before.text === after.text) return 1;
  if ((2 * Math.min(old, now)) / (old + now) < ALIKE) return 0;
  return sharedPart(before.lines, after.lines);
}

/** Of all pairs of one object: how alike the best is, how many are as good, and whether one keeps the name. */
interface Best {
  readonly likeness: number;
  readonly count: number;
  readonly hasSameName: boolean;
}

function bestOf<T>(candidates: readonly Candidate<T>[], side: "before" | "after"): ReadonlyMap<Known<T>, Best> {
  const bests = new Map<Known<T>, Best>();
  for (const { [side]: one, likeness, isSameName } of candidates) {
    const best = bests.get(one) ?? { likeness: 0, count: 0, hasSameName: false };
    const isAsGood = likeness === best.likeness;
    bests.set(one, {
      likeness: Math.max(likeness, best.likeness),
      count: likeness > best.likeness ? 1 : best.count + (isAsGood ? 1 : 0),
      hasSameName: best.hasSameName || isSameName,
    });
  }
  return bests;
}

function isBest<T>({ likeness, isSameName }: Candidate<T>, best: Best | undefined): boolean {
  if (best === undefined) return false;
  return likeness === best.likeness && best.count === 1 && (isSameName || !best.hasSameName);
}
