import { describe, expect, it } from "vitest";
import type { DependencyCondition, ValuesSource } from "../../render/values/index.ts";
import { inShort } from "../testing/said.ts";
import { FILE, placeAt, type TracedSketch, traced } from "../testing/traced.ts";
import { duplicateValues } from "./duplicate-value.ts";
import { malformedIgnores } from "./malformed-ignore.ts";
import { restatedDefaults } from "./restated-default.ts";
import { unsetConditions } from "./unset-condition.ts";

function withSource(rest: Partial<ValuesSource>) {
  const subject = traced({ file: { a: 1 } });
  const [defaults, file] = subject.values.sources;
  const sources = defaults === undefined || file === undefined ? [] : [defaults, { ...file, ...rest }];
  return { ...subject, values: { ...subject.values, sources } };
}

type Row = readonly [string, TracedSketch, readonly string[]];

const RESTATED: readonly Row[] = [
  ["a leaf", { defaults: { a: { b: 1, c: 2 } }, file: { a: { b: 1, c: 3 } } }, ["restated-default a.b"]],
  ["a whole list", { defaults: { l: [{ a: 1, b: 2 }] }, file: { l: [{ b: 2, a: 1 }] } }, ["restated-default l"]],
  ["an empty map", { defaults: { a: {} }, file: { a: {} } }, ["restated-default a"]],
  ["a list with one equal item", { defaults: { l: [1, 2] }, file: { l: [1, 3] } }, []],
  ["the beginning of a list", { defaults: { l: [1, 2] }, file: { l: [1] } }, []],
  ["another type", { defaults: { a: "1" }, file: { a: 1 } }, []],
  ["a null", { defaults: { a: null }, file: { a: null } }, []],
  ["no default", { file: { a: 1 } }, []],
  ["what nothing reads", { defaults: { a: 1 }, file: { a: 1 }, silent: ["a"] }, []],
];

const CONDITION: DependencyCondition = {
  dependency: ["db"],
  paths: [["db", "enabled"]],
  hasTags: false,
  isRead: true,
  place: placeAt("charts/web/Chart.yaml", 9),
};

const CONDITIONS: readonly (readonly [string, TracedSketch, boolean])[] = [
  ["that reads what nobody sets", { conditions: [CONDITION] }, true],
  ["whose key is set to false", { defaults: { db: { enabled: false } }, conditions: [CONDITION] }, false],
  ["of which one path is set", { file: { on: true }, conditions: [{ ...CONDITION, paths: [["a"], ["on"]] }] }, false],
  ["that tags stand beside", { conditions: [{ ...CONDITION, hasTags: true }] }, false],
  ["that values may set which nobody read", { conditions: [{ ...CONDITION, isRead: false }] }, false],
  ["that reads beside an unread dependency", { conditions: [{ ...CONDITION, isRead: false, paths: [["on"]] }] }, true],
];

describe("lint/rules", () => {
  it.each(CONDITIONS)("judges a condition %s", (_, sketch, isFault) => {
    expect(inShort(unsetConditions(traced(sketch)))).toEqual(isFault ? ["unset-condition db"] : []);
  });

  it.each(RESTATED)("sees what repeats a default: %s", (_, sketch, expected) => {
    expect(inShort(restatedDefaults(traced(sketch)))).toEqual(expected);
  });

  it("reports a key twice in a file at its place", () => {
    const twice = [{ path: ["a"], place: placeAt(FILE, 9) }];
    const [found, ...more] = duplicateValues(withSource({ duplicateKeys: [...twice, ...twice] }));
    expect(more).toEqual([]);
    expect(found?.place?.line).toBe(9);
    expect(found?.difference.statement).toBe(
      "a stands twice in environments/test/web.yaml, and only the last one counts: remove one of them",
    );
  });

  it("reports a comment that hides nothing", () => {
    const subject = withSource({ malformedDirectives: [{ line: 3, why: "it names no rule" }] });
    const [found] = malformedIgnores(subject);
    expect(found?.place?.line).toBe(3);
    expect(found?.difference.statement).toBe(
      'The comment in line 3 of environments/test/web.yaml hides nothing, because it names no rule: write "holdfast: ignore RULE until=DATE reason=…"',
    );
  });
});
