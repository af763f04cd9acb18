import { describe, expect, it } from "vitest";
import type { Causes, CausingLeaf, ProvenanceFinder } from "../../provenance/index.ts";
import type { ApplicationValues, RenderedField } from "../../render/index.ts";
import {
  type Difference,
  type Json,
  type KubernetesObject,
  type Path,
  type Provenance,
  type Reading,
  read,
  type Transformation,
  toPointer,
  toValuesKey,
  unread,
} from "../../vocabulary/index.ts";
import { traceFindings } from "./index.ts";
import { partsOf, scoped } from "./testing.ts";

const MAP: KubernetesObject = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "a" },
  data: { one: "1", two: "2" },
};
const OTHER: KubernetesObject = { ...MAP, metadata: { name: "b" } };
const PARTS = partsOf({ broker: [MAP], other: [OTHER] });

function provenance(key: string, transformation: Transformation | null = "same"): Provenance {
  return { file: "values.yaml", line: 1, column: 1, key, transformation, commit: null, author: null, time: null };
}

/** What causes which field, by its pointer: the path of the leaf and the transformation. */
type World = Readonly<Record<string, readonly [Path, Transformation?]>>;

interface Asked {
  readonly application: string;
  readonly fields: readonly string[];
  /** Left out where all leaves are probed. */
  readonly among?: readonly string[];
}

/** A finder that knows what the world says, and what was asked of it. */
function finderOf(world: World, failing: Readonly<Record<string, Reading<never>>> = {}) {
  const asked: Asked[] = [];
  const causeOf = ({ path }: RenderedField): CausingLeaf[] => {
    const [leaf, transformation] = world[toPointer(path)] ?? [];
    return leaf === undefined ? [] : [{ leaf, provenance: provenance(toValuesKey(leaf), transformation ?? "same") }];
  };
  const finder: ProvenanceFinder = {
    causesOf: () => Promise.reject(new Error("fields are asked for at once")),
    causesOfAll: async ({ application: { name } }, fields, among): Promise<Reading<Causes>> => {
      const probed = among?.map(toValuesKey);
      asked.push({
        application: name,
        fields: fields.map(({ path }) => toPointer(path)),
        ...(probed && { among: probed }),
      });
      const causes = fields.map((field) =>
        causeOf(field).filter(({ leaf }) => probed?.includes(toValuesKey(leaf)) ?? true),
      );
      return failing[name] ?? read({ fields: causes, renders: 2 });
    },
    lineOf: async (_source, leaf) => provenance(toValuesKey(leaf), null),
    at: () => Promise.reject(new Error("nobody asks for a place")),
    notes: () => [],
  };
  return { finder, asked };
}

function valuesOf(data: Record<string, Json>): ApplicationValues {
  const leaves = Object.entries(data).map(([name, value]) => ({
    path: ["data", name],
    value,
    source: "defaults" as const,
    place: null,
    overridden: [],
  }));
  return { leaves, merged: {}, sources: [], conditions: [] };
}

function origin(id: string, object: KubernetesObject, difference: Partial<Difference>) {
  return { finding: { id }, scoped: scoped(object, difference, object === OTHER ? "other" : "broker") };
}

type Origins = Parameters<typeof traceFindings>[0];

async function trace(
  origins: Origins,
  world: World,
  options: { values?: Record<string, Json>; failing?: Record<string, Reading<never>> } = {},
) {
  const { finder, asked } = finderOf(world, options.failing);
  const renderer = { values: async () => read(valuesOf(options.values ?? { unlike: "any" })) };
  const traced = await traceFindings(origins, PARTS, { provenance: finder, renderer });
  const keys = Object.fromEntries([...traced.provenance].map(([id, { key }]) => [id, key]));
  return { ...traced, keys, asked };
}

const ONE: Path = ["data", "one"];

describe("check/provenance", () => {
  const both: World = { "/data/one": [["data", "one"]], "/data/two": [["data", "two"], "quoted"] };

  it("traces nothing where nothing is found, and where nobody wants to know", async () => {
    expect((await trace([], {})).asked).toEqual([]);
    const renderer = { values: () => Promise.reject(new Error("no values are read")) };
    const origins = [origin("x", MAP, { path: ONE })];
    expect(await traceFindings(origins, PARTS, { provenance: null, renderer })).toMatchObject({
      renders: 0,
      notes: [],
    });
  });

  it("asks for the drifted fields of each application once", async () => {
    const origins = [
      origin("x", MAP, { path: ONE }),
      origin("y", MAP, { path: ["data", "two"] }),
      origin("z", OTHER, { path: ONE }),
      origin("extra", MAP, { kind: "extra" }),
    ];
    const { asked, keys, renders } = await trace(origins, { "/data/one": [["first"]], "/data/two": [["second"]] });
    expect(asked).toEqual([
      { application: "broker", fields: ["/data/one", "/data/two"] },
      { application: "other", fields: ["/data/one"] },
    ]);
    expect(keys).toEqual({ x: "first", y: "second", z: "first" });
    expect(renders).toBe(4);
  });

  it("takes what a missing object hangs on", async () => {
    const missing = [origin("x", MAP, { kind: "missing" })];
    const { keys, asked } = await trace(missing, { "": [["enabled"], "condition"] });
    expect(keys).toEqual({ x: "enabled" });
    expect(asked).toEqual([{ application: "broker", fields: [""] }]);
  });

  it("probes the leaves that may be the value itself, and no others where one of them is", async () => {
    const world: World = { "/data/one": [["data", "first"]], "": [["data", "name"]] };
    const origins = [origin("x", MAP, { path: ONE }), origin("y", MAP, { kind: "missing" })];
    const { keys, asked, renders } = await trace(origins, world, { values: { other: "2", first: 1, name: "a" } });
    expect(keys).toEqual({ x: "data.first", y: "data.name" });
    expect(asked).toEqual([{ application: "broker", fields: ["/data/one", ""], among: ["data.first", "data.name"] }]);
    expect(renders).toBe(2);
  });

  it("probes all leaves for a field that none of these is", async () => {
    const world: World = { "/data/one": [["data", "first"], "condition"], "/data/two": [["data", "second"]] };
    const origins = [origin("x", MAP, { path: ONE }), origin("y", MAP, { path: ["data", "two"] })];
    const { keys, asked, renders } = await trace(origins, world, { values: { first: "1", second: "2" } });
    expect(keys).toEqual({ x: "data.first", y: "data.second" });
    expect(asked.map(({ fields }) => fields)).toEqual([["/data/one", "/data/two"], ["/data/one"]]);
    expect(asked[1]?.among).toBeUndefined();
    expect(renders).toBe(4);
  });

  it("takes what is in a map where nothing causes the map itself", async () => {
    const { keys } = await trace([origin("x", MAP, { path: ["data"] })], { "/data/two": [["second"]] });
    expect(keys).toEqual({ x: "second" });
  });

  it("says which application could not be traced, and goes on with the others", async () => {
    const failing = { broker: unread<never>("render-failed", "broker", "no such value") };
    const origins = [origin("x", MAP, { path: ONE }), origin("z", OTHER, { path: ONE })];
    const { keys, notes } = await trace(origins, { "/data/one": [["first"]] }, { failing });
    expect(keys).toEqual({ z: "first" });
    expect(notes).toEqual(["broker: its values lines could not be traced: no such value"]);
  });

  it("does not probe thousands of values, and says so", async () => {
    const values = Object.fromEntries(Array.from({ length: 4000 }, (_, index) => [`key${index}`, "x"]));
    const { asked, notes } = await trace([origin("x", MAP, { path: ONE })], both, { values });
    expect(asked).toEqual([]);
    expect(notes).toEqual(["broker: not every values line could be traced: there are 4,000 values"]);
    const near = await trace([origin("x", MAP, { path: ONE })], both, { values: { ...values, one: "1" } });
    expect([near.keys, near.notes]).toEqual([{ x: "data.one" }, []]);
  });

  const added = [origin("x", MAP, { kind: "added", path: ["data", "three"] })];

  it("names the values map that all other entries come from", async () => {
    const { keys, provenance: found } = await trace(added, both, { values: { one: 1, two: "2", unrendered: "x" } });
    expect(keys).toEqual({ x: "data" });
    expect(found.get("x")?.transformation).toBeNull();
  });

  it.each<[string, World]>([
    ["an entry is the template's own", { "/data/one": [["data", "one"]] }],
    ["an entry comes from another map", { ...both, "/data/two": [["other", "two"]] }],
    ["an entry comes from another key", { ...both, "/data/two": [["data", "deux"]] }],
    ["an entry is made of a value", { ...both, "/data/two": [["data", "two"], "formatted"] }],
    ["entries stand at the top of the values", { "/data/one": [["one"]], "/data/two": [["two"]] }],
  ])("names no map where %s", async (_what, world) => {
    expect((await trace(added, world, { values: { one: "1", two: "2" } })).keys).toEqual({});
  });

  it("probes nothing where there are no values", async () => {
    expect((await trace([origin("x", MAP, { path: ONE })], both, { values: {} })).asked).toEqual([]);
  });

  it("does not probe for a map that the values do not have", async () => {
    expect((await trace(added, both, { values: { one: "1" } })).asked).toEqual([]);
    expect((await trace(added, both, { values: { one: "1", two: "3" } })).asked).toEqual([]);
  });
});
