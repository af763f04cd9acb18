import { describe, expect, it } from "vitest";
import type { Path } from "../vocabulary/index.ts";
import { findKey } from "./key-place.ts";

const TEXT = `a:
  b: { c: 1, "d.e": 2 }
  list:
    - name: x
      config:
        k: 1
a2: &anchor
  z: 1
a3: *anchor
a4:
  <<: *anchor
twice: 1
1: number
twice: 2
`;

const item = (index: number): Path[number] => ({ index, key: null });

describe("provenance/key-place", () => {
  it.each<[Path, string | null]>([
    [["a"], "1:1"],
    [["a", "b"], "2:3"],
    [["a", "b", "d.e"], "2:14"],
    [["a", "list", item(0)], "4:7"],
    [["a", "list", item(0), "config"], "5:7"],
    [["twice"], "14:1"],
    [["1"], "13:1"],
    [["a3"], "9:1"],
    [["a3", "z"], null],
    [["a4", "z"], null],
    [["none"], null],
    [["a", "list", item(1)], null],
    [["a", "list", "name"], null],
    [["a", item(0)], null],
    [[], null],
  ])("finds %j", (path, expected) => {
    const place = findKey(TEXT, path);
    expect(place === null ? null : `${place.line}:${place.column}`).toBe(expected);
  });

  it("finds nothing in what is no YAML", () => {
    expect(findKey("{{ nothing }", ["a"])).toBeNull();
  });
});
