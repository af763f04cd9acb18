import { describe, expect, it } from "vitest";
import { type Path, toPointer } from "../../vocabulary/index.ts";
import { leavesBelow, renderedPath } from "./rendered-path.ts";

const OBJECT = {
  spec: {
    replicas: 1,
    empty: {},
    ports: [
      { port: 80, protocol: "UDP" },
      { port: 80, name: "web" },
    ],
    args: ["a", "b"],
    nothing: null,
  },
};

function item(index: number, key: Record<string, string | number> | null = null): Path[number] {
  return { index, key };
}

describe("check/provenance/rendered-path", () => {
  it.each<[string, Path, string | null]>([
    ["a field", ["spec", "replicas"], "/spec/replicas"],
    ["the object", [], ""],
    ["a literal null", ["spec", "nothing"], "/spec/nothing"],
    [
      "an item by its key, wherever it is live",
      ["spec", "ports", item(5, { port: 80, protocol: "UDP" })],
      "/spec/ports/0",
    ],
    [
      "an item whose key has a default",
      ["spec", "ports", item(0, { port: 80, protocol: "TCP" }), "name"],
      "/spec/ports/1/name",
    ],
    ["an item by its index", ["spec", "args", item(1)], "/spec/args/1"],
    ["a field that is not rendered", ["spec", "paused"], null],
    ["an item that is not rendered", ["spec", "ports", item(0, { port: 81, protocol: "TCP" })], null],
    ["an item beyond the end", ["spec", "args", item(2)], null],
    ["a field of a scalar", ["spec", "replicas", "x"], null],
    ["a field that every object of the language has", ["spec", "toString"], null],
  ])("finds %s", (_what, path, expected) => {
    const found = renderedPath(OBJECT, path);
    expect(found === null ? null : toPointer(found)).toBe(expected);
  });

  it("lists what is in a map or list", () => {
    const pointers = (path: Path) => leavesBelow(OBJECT, path).map(toPointer);
    expect(pointers(["spec", "ports"])).toEqual([
      "/spec/ports/0/port",
      "/spec/ports/0/protocol",
      "/spec/ports/1/port",
      "/spec/ports/1/name",
    ]);
    expect(pointers(["spec", "empty"])).toEqual(["/spec/empty"]);
    expect(pointers(["spec", "replicas"])).toEqual(["/spec/replicas"]);
  });
});
