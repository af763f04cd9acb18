import { z } from "zod";
import { type KubernetesResource, type Path, resourceKey, TRANSFORMATIONS } from "../../vocabulary/index.ts";
import type { LeafTrace, Link } from "./trace.ts";

/** Raised when the form of the files changes: what another version wrote counts as absent. */
const VERSION = 1;

const json = z.json();
/** An item of a list without keys is its number. */
const path = z.array(
  z.union([
    z.string(),
    z.int().nonnegative(),
    z.strictObject({ index: z.int().nonnegative(), key: z.record(z.string(), json) }),
  ]),
);
const resource = z.strictObject({
  type: z.literal("kubernetes"),
  group: z.string(),
  version: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
});
const content = z.strictObject({
  version: z.literal(VERSION),
  key: z.string(),
  /** Links name a resource by its place here. */
  resources: z.array(resource),
  leaves: z.array(
    z.strictObject({
      leaf: path,
      of: z.enum(["value", "key"]),
      outcome: z.enum(["moves", "refused", "dormant", "silent", "not-probed"]),
      switchedBy: path.nullable(),
      mentioned: z.boolean(),
      links: z.array(z.tuple([z.int().nonnegative(), path, z.enum(TRANSFORMATIONS), z.boolean()])),
    }),
  ),
});

type StoredPath = z.infer<typeof path>;

/** Traces as text: JSON with one leaf on each line. */
export function writeTraces(key: string, leaves: readonly LeafTrace[]): string {
  const resources = new Map<string, { readonly index: number; readonly resource: KubernetesResource }>();
  const numberOf = (one: KubernetesResource): number => {
    const name = `${one.version}/${resourceKey(one)}`;
    const known = resources.get(name) ?? { index: resources.size, resource: one };
    resources.set(name, known);
    return known.index;
  };
  const lines = leaves.map((leaf) => JSON.stringify(storedLeaf(leaf, numberOf)));
  const named = [...resources.values()].map((one) => JSON.stringify(one.resource));
  return `{"version":${VERSION},"key":${JSON.stringify(key)},"resources":[\n${named.join(",\n")}\n],"leaves":[\n${lines.join(",\n")}\n]}\n`;
}

/** Null for a text that is damaged, of another version or of another key. */
export function readTraces(key: string, text: string): LeafTrace[] | null {
  const read = content.safeParse(parse(text));
  if (!read.success || read.data.key !== key) return null;
  const { resources, leaves } = read.data;
  if (leaves.some(({ links }) => links.some(([number]) => number >= resources.length))) return null;
  return leaves.map((leaf) => ({
    ...leaf,
    leaf: readPath(leaf.leaf),
    switchedBy: leaf.switchedBy === null ? null : readPath(leaf.switchedBy),
    links: leaf.links.flatMap(([number, to, transformation, present]): Link[] => {
      const target = resources[number];
      return target === undefined ? [] : [{ resource: target, path: readPath(to), transformation, present }];
    }),
  }));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function storedLeaf(leaf: LeafTrace, numberOf: (resource: KubernetesResource) => number): unknown {
  return {
    leaf: storedPath(leaf.leaf),
    of: leaf.of,
    outcome: leaf.outcome,
    switchedBy: leaf.switchedBy === null ? null : storedPath(leaf.switchedBy),
    mentioned: leaf.mentioned,
    links: leaf.links.map((link) => [
      numberOf(link.resource),
      storedPath(link.path),
      link.transformation,
      link.present,
    ]),
  };
}

function storedPath(one: Path): (string | number | { readonly index: number; readonly key: unknown })[] {
  return one.map((segment) => (typeof segment === "string" || segment.key !== null ? segment : segment.index));
}

function readPath(stored: StoredPath): Path {
  return stored.map((segment) => (typeof segment === "number" ? { index: segment, key: null } : segment));
}
