import { describe, expect, it } from "vitest";
import type { Path, Transformation } from "../../vocabulary/index.ts";
import { overview } from "./overview.ts";
import type { LeafTrace, Link } from "./trace.ts";

function link(path: Path, transformation: Transformation, present = true): Link {
  const resource = {
    type: "kubernetes",
    group: "",
    version: "v1",
    kind: "ConfigMap",
    namespace: null,
    name: "web",
  } as const;
  return { resource, path, transformation, present };
}

function trace(leaf: string, links: readonly Link[], of: LeafTrace["of"] = "value"): LeafTrace {
  return { leaf: [leaf], of, links, outcome: "moves", switchedBy: null, mentioned: true };
}

describe("render/probing/overview", () => {
  it.each([
    ["two values in one text", ["formatted", "formatted"], ["joined", "joined"]],
    ["one of them seen with the other", ["formatted", "joined"], ["joined", "joined"]],
    ["one value in a text that another switches", ["formatted", "condition"], ["formatted", "condition"]],
    ["a value that another stands in for", ["same", "formatted"], ["same", "formatted"]],
    ["a hash over two values", ["checksum", "checksum"], ["checksum", "checksum"]],
  ] as const)("names %s", (_, before, after) => {
    const traces = before.map((transformation, index) => trace(`leaf-${index}`, [link(["data", "x"], transformation)]));
    expect(overview(traces).flatMap(({ links }) => links.map((one) => one.transformation))).toEqual(after);
  });

  it("takes fields apart, and a leaf that moves one text twice for one", () => {
    const twice = trace("a", [link(["data", "x"], "formatted"), link(["data", "x"], "formatted", false)]);
    const traces = [twice, trace("b", [link(["data", "y"], "formatted")])];
    expect(overview(traces)).toEqual(traces);
  });

  it("leaves keys alone", () => {
    const traces = [
      trace("a", [link(["data", "x"], "formatted")]),
      trace("b", [link(["data", "x"], "formatted")], "key"),
    ];
    expect(overview(traces)).toEqual(traces);
  });

  it("lists the first items of a list that grows, and all that goes", () => {
    const items = (present: boolean): Link[] =>
      Array.from({ length: 100 }, (_, index) => link(["hosts", { index, key: null }], "condition", present));
    const objects = Array.from({ length: 100 }, (_, index) => link(["data", `key-${index}`], "condition", false));
    const [first] = overview([trace("count", [...items(false), ...items(true), ...objects])]);
    expect(first?.links.filter(({ present }) => present)).toHaveLength(100);
    expect(first?.links.filter(({ path }) => path[0] === "data")).toHaveLength(100);
    expect(first?.links.filter(({ path, present }) => path[0] === "hosts" && !present)).toEqual(
      items(false).slice(0, 8),
    );
  });
});
