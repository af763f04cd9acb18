import { isJsonObject, type JsonObject, type KubernetesObject, splitApiVersion } from "../../vocabulary/index.ts";
import { leavesOf, sharedPart } from "./likeness.ts";

/** Objects are called the same under another name from this part of equal fields on. */
const ALIKE = 0.6;

/** Labels that every object of a chart has, whatever it is. */
const COMMON_LABELS = /^(app\.kubernetes\.io|helm\.sh|argocd\.argoproj\.io)\//;

/** An object that one name lost and another gained. */
export interface Rename<T> {
  readonly before: T;
  readonly after: T;
}

/**
 * Pairs objects that went with objects that came, where both are of one kind, share their namespace or their name, and are
 * more like each other than like any other. What is alike several times is left alone.
 */
export function renamesAmong<T extends { readonly object: KubernetesObject }>(
  removed: readonly T[],
  added: readonly T[],
): readonly Rename<T>[] {
  const candidates = removed.flatMap((before) =>
    added.flatMap((after) => {
      const likeness = isPossible(before.object, after.object) ? contentLikeness(before.object, after.object) : 0;
      return likeness < ALIKE ? [] : [{ before, after, likeness }];
    }),
  );
  return candidates.filter((one) =>
    candidates.every(
      (other) =>
        other === one ||
        (other.before !== one.before && other.after !== one.after) ||
        (other.likeness < one.likeness && !isExactName(other, one)),
    ),
  );
}

/** A namespace move keeps the name, whatever else is alike. */
function isExactName<T extends { readonly object: KubernetesObject }>(other: Rename<T>, one: Rename<T>): boolean {
  return isSameName(other) && !isSameName(one);
}

function isSameName<T extends { readonly object: KubernetesObject }>({ before, after }: Rename<T>): boolean {
  return before.object.metadata.name === after.object.metadata.name;
}

function isPossible(before: KubernetesObject, after: KubernetesObject): boolean {
  const isOneKind =
    before.kind === after.kind && splitApiVersion(before.apiVersion).group === splitApiVersion(after.apiVersion).group;
  const [old, now] = [before.metadata, after.metadata];
  return isOneKind && (old.namespace === now.namespace || old.name === now.name);
}

function contentLikeness(before: KubernetesObject, after: KubernetesObject): number {
  const [old, now] = [contentOf(before), contentOf(after)];
  // What has nothing to be known by is known by its name alone.
  if (old.length === 0 || now.length === 0) return before.metadata.name === after.metadata.name ? 1 : 0;
  return sharedPart(old, now);
}

/** Every field but names; wherever the object's own name or namespace stands as a word, that is no difference either. */
function contentOf(object: KubernetesObject): readonly string[] {
  const { apiVersion: _version, kind: _kind, metadata, ...rest } = object;
  const { name, namespace, labels, annotations } = metadata;
  const telling = isJsonObject(labels) ? withoutCommon(labels) : {};
  const content = leavesOf({ ...rest, labels: telling, ...(annotations !== undefined && { annotations }) });
  const names = [name, ...(namespace === undefined ? [] : [namespace])].map(asWord);
  return content.map((line) => names.reduce((text, word, index) => text.replace(word, `<own ${index}>`), line));
}

function asWord(name: string): RegExp {
  return new RegExp(`(?<![a-z0-9])${name.replace(/[^a-z0-9]/gi, "\\$&")}(?![a-z0-9])`, "g");
}

function withoutCommon(labels: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(labels).filter(([label]) => !COMMON_LABELS.test(label)));
}
