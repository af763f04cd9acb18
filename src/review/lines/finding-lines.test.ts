import { describe, expect, it } from "vitest";
import { type Path, type ReviewedLine, resourceOf } from "../../vocabulary/index.ts";
import { type ChangeSketch, field, KAFKA, linesOf, to } from "./testing/sketch.ts";

const RESOURCE = { ...resourceOf(KAFKA), namespace: "web-ns" };

/** `2 listener-brokers`, for each line on which something is found. */
function found(lines: readonly ReviewedLine[]): readonly string[] {
  return lines.flatMap(({ side, line, consequences }) =>
    consequences
      .filter(({ name }) => name === "listener-brokers")
      .map(({ environments }) => `${side} ${line}: ${environments.join(" ")}`),
  );
}

/** Two values of one object, and something found about one of its fields that has no line of its own. */
function sketchOf(path: Path, more: Partial<ChangeSketch> = {}): ChangeSketch {
  return {
    before: "a: 1\nb: 1\n",
    after: "a: 2\nb: 2\n",
    moves: { a: to("a"), b: to("b") },
    object: KAFKA,
    fields: [field("a", 1, 2), field("b", 1, 2)],
    findings: [{ at: null, reason: "listener-brokers", difference: { resource: RESOURCE, path } }],
    ...more,
  };
}

describe("review/lines/finding-lines", () => {
  it.each<readonly [string, Path, readonly string[]]>([
    ["the line of its very field", ["data", "b"], ["head 2: test"]],
    ["the line of what it lies in", ["data", "a", "inner"], ["head 1: test"]],
    ["every line of what lies in it", ["data"], ["head 1: test", "head 2: test"]],
    ["every line of an object that it is about as a whole", [], ["head 1: test", "head 2: test"]],
    ["no line of other fields", ["spec"], []],
    ["no line of a field that only begins alike", ["data", "ab"], []],
  ])("puts what has no line of its own on %s", async (...[, path, expected]) => {
    expect(found(await linesOf([sketchOf(path)]))).toEqual(expected);
  });

  it("puts it on no line of another object", async () => {
    const resource = { ...RESOURCE, name: "other" };
    const findings = [{ at: null, reason: "listener-brokers", difference: { resource, path: ["data"] } }] as const;
    expect(found(await linesOf([sketchOf(["data"], { findings })]))).toEqual([]);
  });

  it("puts it on the line of what it follows from", async () => {
    const cause = { resource: RESOURCE, path: ["data", "b"] };
    const difference = { resource: { ...RESOURCE, name: "other" }, path: ["data", "a"], cause };
    const findings = [{ at: null, reason: "listener-brokers", difference }] as const;
    expect(found(await linesOf([sketchOf(["data"], { findings })]))).toEqual(["head 2: test"]);
  });

  it("puts it on the lines of its own environment", async () => {
    const one = (name: string): Partial<ChangeSketch> => ({ moves: { [name]: to(name) }, fields: [field(name, 1, 2)] });
    const lines = await linesOf([
      { ...sketchOf(["data"], one("a")), environment: "int" },
      { ...sketchOf(["data"], one("b")), environment: "dev" },
    ]);
    expect(found(lines)).toEqual(["head 1: int", "head 2: dev"]);
  });

  it("prefers what the change takes away to a line that it does not touch", async () => {
    const before = "c: 1\nd: 1\nl:\n- x\n- y\n";
    const lines = await linesOf([
      sketchOf(["data", "l"], {
        before,
        after: "c: 1\nd: 1\nl:\n- x\n",
        moves: { "l[0]": to("l"), "l[1]": to("l") },
        fields: [{ path: ["data", "l", { index: 1, key: null }], before: "y" }],
        findings: [{ at: "c", reason: "listener-brokers", difference: { resource: RESOURCE, path: ["data", "l"] } }],
      }),
    ]);
    expect(found(lines)).toEqual(["base 5: test"]);
  });
});
