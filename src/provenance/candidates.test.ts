import { describe, expect, it } from "vitest";
import type { ApplicationValues } from "../render/index.ts";
import { type Json, type Path, toValuesKey } from "../vocabulary/index.ts";
import { nearLeaves } from "./candidates.ts";

function valuesOf(leaves: readonly (readonly [Path, Json])[]): ApplicationValues {
  return {
    leaves: leaves.map(([path, value]) => ({ path, value, source: "defaults", place: null, overridden: [] })),
    merged: {},
    sources: [],
    conditions: [],
  };
}

function near(leaves: readonly (readonly [Path, Json])[], path: Path, value: Json | undefined): string[] {
  return nearLeaves(valuesOf(leaves), [{ path, value }]).map(toValuesKey);
}

const PARTITIONS: Path = ["spec", "partitions"];

describe("provenance/candidates", () => {
  it.each<[string, Json, Json]>([
    ["a number", 45, 45],
    ["a number that is quoted", "45", 45],
    ["a number that is not quoted", 45, "45"],
    ["a boolean", true, "true"],
  ])("takes %s", (_what, rendered, value) => {
    expect(
      near(
        [
          [["partitions"], value],
          [["other"], "x"],
        ],
        PARTITIONS,
        rendered,
      ),
    ).toEqual(["partitions"]);
  });

  it.each<[string, Json | undefined]>([
    ["another value", 46],
    ["a map", {}],
    ["a null", null],
    ["nothing", undefined],
  ])("takes none for %s", (_what, rendered) => {
    expect(
      near(
        [
          [["partitions"], 45],
          [["map"], {}],
          [["null"], null],
        ],
        PARTITIONS,
        rendered,
      ),
    ).toEqual([]);
  });

  it("takes a switch for what it switches", () => {
    const switches = ["other", "tls", "plain"].map((name): [Path, Json] => [["listener", name, "enabled"], false]);
    expect(near(switches, ["spec", "listeners", "tls"], false)).toEqual(["listener.tls.enabled"]);
  });

  it("takes those that are called alike, where many have the value", () => {
    const many = Array.from({ length: 50 }, (_, index): [Path, Json] => [[`x${index}`], 3]);
    const found = near([...many, [["topic", "numPartitions"], 3]], PARTITIONS, 3);
    expect(found).toHaveLength(8);
    expect(found[0]).toBe("topic.numPartitions");
    expect(near([...many, [["topic", "partitions"], 3]], PARTITIONS, 3)).toEqual(["topic.partitions"]);
  });

  it("takes maps by their key for the name of an object only", () => {
    const leaves: [Path, Json][] = [[["topics", "alerts", "partitions"], 45]];
    expect(near(leaves, [], "alerts")).toEqual(["topics.alerts"]);
    expect(near(leaves, PARTITIONS, "alerts")).toEqual([]);
  });
});
