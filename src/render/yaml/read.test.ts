import { describe, expect, it } from "vitest";
import { toPointer } from "../../vocabulary/index.ts";
import { readYaml } from "./read.ts";

describe("render/yaml/read", () => {
  it.each([
    ["a: 1\na: 2", ["/a"]],
    ["a: {b: 1, b: 2, b: 3}", ["/a/b", "/a/b"]],
    ["a: [1, {b: 1, b: 2}]", ["/a/1/b"]],
    ["yes: 1\n'true': 2", ["/true"]],
    ["a: 1\nb: {a: 2}\nc: [{a: 1}, {a: 1}]", []],
    ["x: &x {a: 1}\ny: {<<: *x, a: 2}", []],
    ["x: &x {a: 1}\nz: {<<: *x, a: 2, a: 3}", ["/z/a"]],
    ["x: &x {a: 1, a: 2}\ny: *x", ["/x/a"]],
    ["a~/b: 1\na~/b: 2", ["/a~0~1b"]],
  ])("records keys that stand twice: %j", (text, pointers) => {
    expect(readYaml(text).duplicateKeys.map(toPointer)).toEqual(pointers);
  });

  it("gives each alias its own copy", () => {
    const { value } = readYaml("a: &x {b: 1}\nc: *x");
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("not a mapping");
    expect(value["a"]).toEqual(value["c"]);
    expect(value["a"]).not.toBe(value["c"]);
  });

  it("refuses aliases that blow up, within a second", () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `l${level + 1}: &l${level + 1} [${Array(10).fill(`*l${level}`).join(", ")}]`,
    );
    const start = performance.now();
    expect(() => readYaml(`l0: &l0 [x, x, x]\n${levels.join("\n")}`)).toThrow(/aliases repeat too much/);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it("refuses nesting without end", () => {
    expect(() => readYaml("[".repeat(100_000))).toThrow(/nesting|depth/i);
  });

  it("reads only the first document, as the cluster's reader does", () => {
    expect(readYaml("--- {a: 1}\n--- {a: 2}\n").value).toEqual({ a: 1 });
  });

  it("keeps __proto__ as data", () => {
    const { value } = readYaml("__proto__: {a: 1}");
    expect(JSON.stringify(value)).toBe('{"__proto__":{"a":1}}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});
