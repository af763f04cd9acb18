import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../vocabulary/index.ts";
import { SchemaNode } from "../schema.ts";
import { compileRules } from "./program.ts";

const PROPERTIES: JsonObject = {
  text: { type: "string" },
  whole: { type: "integer" },
  number: { type: "number" },
  time: { type: "string", format: "date-time" },
  list: { type: "array", items: { type: "integer" } },
  set: { type: "array", "x-kubernetes-list-type": "set", items: { type: "string" } },
};

function outcomeOf(rule: string, value: Json, more: JsonObject = {}) {
  const { set: _, ...withoutSet } = PROPERTIES;
  const properties = rule.includes("set") ? PROPERTIES : withoutSet;
  const schema = new SchemaNode({ type: "object", properties, "x-kubernetes-validations": [{ rule, ...more }] });
  const [program] = compileRules(schema);
  return program?.run(value, false) ?? null;
}

describe("lint/crd/cel/program", () => {
  it.each<[string, Json, "holds" | "broken" | "fails"]>([
    ["self.text == 'a'", { text: "a" }, "holds"],
    ["self.text == 'a'", { text: "b" }, "broken"],
    ["self.text == 'a'", {}, "fails"],
    ["self.text == 'a' || true", {}, "holds"],
    ["has(self.text)", { text: null }, "broken"],
    ["type(self.whole) == int && type(self.number) == double", { whole: 1, number: 1 }, "holds"],
    ["self.whole / 2 == 1", { whole: 3 }, "holds"],
    ["self.number / 2.0 == 1.5", { number: 3 }, "holds"],
    ["self.list == [1, 2]", { list: [1, 2] }, "holds"],
    ["self.list[2] == 1", { list: [1, 2] }, "fails"],
    ["self.text . matches ( '^a' ) && 'matches'.matches('matches')", { text: "ab" }, "holds"],
    ["(self.text).matches('a$')", { text: "a\n" }, "broken"],
    ["self.set.size() == 1", { set: ["a"] }, "holds"],
    ["self.set[0] == self.text", { set: ["a"], text: "a" }, "holds"],
  ])("runs %s on %j: %s", (rule, value, outcome) => {
    expect(outcomeOf(rule, value)).toBe(outcome);
  });

  it.each<[string, Json, string]>([
    ["quantity(self.text).isInteger()", { text: "1" }, "it uses isInteger()"],
    ["int(self.text) > 0", { text: "1" }, "it uses int()"],
    ["self.set == ['b', 'a']", { set: ["a", "b"] }, "it compares lists without their order"],
    ["self.text.matches('(?=a)')", { text: "a" }, "it looks at bytes, times, or fields without a type"],
    ["self.time < self.time", { time: "2026-01-01T00:00:00Z" }, "it looks at bytes, times, or fields without a type"],
    ["self.text == ", { text: "a" }, "it uses words that are not known here"],
    ["self.text + 1 == 'a1'", { text: "a" }, "it could not be run here"],
  ])("does not judge %s", (rule, value, why) => {
    expect(outcomeOf(rule, value)).toEqual({ why });
  });

  it("leaves out rules about a change, and does not judge those that are optional", () => {
    expect(outcomeOf("self.text == oldSelf.text", { text: "a" })).toBeNull();
    expect(outcomeOf("self.text == oldSelf.value().text", { text: "a" }, { optionalOldSelf: true })).toEqual({
      why: "it looks at an object that was there before",
    });
  });
});
