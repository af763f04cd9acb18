import { describe, expect, it } from "vitest";
import { toPointer } from "../../vocabulary/index.ts";
import { type PlacedYaml, readPlacedYaml, type TextPosition } from "./index.ts";

/** Every entry and item as `path value key`, with `^` and the alias where one brings it in. */
function placesIn(text: string): readonly string[] {
  const yaml = readPlacedYaml(text);
  const found: string[] = [];
  const visit = (container: object, path: string): void => {
    for (const [key, value] of Object.entries(container)) {
      found.push(`${path}${key} ${placed(yaml, container, key)}`);
      if (typeof value === "object" && value !== null) visit(value, `${path}${key}.`);
    }
  };
  if (typeof yaml.value === "object" && yaml.value !== null) visit(yaml.value, "");
  return found;
}

function placed(yaml: PlacedYaml, container: object, key: string): string {
  const place = yaml.placeOf(container, key);
  if (place === null) return "nowhere";
  const through = place.through === null ? "" : ` ^${at(place.through)}`;
  return `${at(place.value)} ${at(place.key)}${through}`;
}

function at({ line, column }: TextPosition): string {
  return `${line}:${column}`;
}

describe("render/yaml/places", () => {
  it.each<[string, string, readonly string[]]>([
    ["an empty text", "", []],
    ["a text that is no map", "- a\n- b", ["0 1:3 1:1", "1 2:3 2:1"]],
    ["a scalar", "a", []],
    ["scalars", "a: 1\nb: 'x'\nc: \"y\"", ["a 1:4 1:1", "b 2:4 2:1", "c 3:4 3:1"]],
    ["quoted keys", "'a': 1\n\"b c\": 2", ["a 1:6 1:1", "b c 2:8 2:1"]],
    ["values without text, by their keys", "a:\nb: # c\nc: ~", ["a 1:1 1:1", "b 2:1 2:1", "c 3:4 3:1"]],
    ["empty maps and lists", "a: {}\nb: []", ["a 1:4 1:1", "b 2:4 2:1"]],
    ["maps", "a:\n  b:\n    c: 1", ["a 2:3 1:1", "a.b 3:5 2:3", "a.b.c 3:8 3:5"]],
    ["lists", "a:\n  - x\n  - y", ["a 2:3 1:1", "a.0 2:5 2:3", "a.1 3:5 3:3"]],
    ["lists as deep as their key", "a:\n- x\n- b: 1", ["a 2:1 1:1", "a.0 2:3 2:1", "a.1 3:3 3:1", "a.1.b 3:6 3:3"]],
    ["items without text", "-\n-\n- x\n-", ["0 1:1 1:1", "1 2:1 2:1", "2 3:3 3:1", "3 4:1 4:1"]],
    ["items below their dash", "-\n  a: 1\n- # c\n\n  x", ["0 2:3 1:1", "0.a 2:6 2:3", "1 5:3 3:1"]],
    ["lists in lists", "- - a\n  - b\n- c", ["0 1:3 1:1", "0.0 1:5 1:3", "0.1 2:5 2:3", "1 3:3 3:1"]],
    [
      "dashes in text between dashes",
      'a:\n- |\n  - x\n- "\n  - y"\n# - c\n- z',
      ["a 2:1 1:1", "a.0 2:3 2:1", "a.1 4:3 4:1", "a.2 7:3 7:1"],
    ],
    [
      "flow style",
      "a: {b: 1, c: [x, {d: 2}]}",
      ["a 1:4 1:1", "a.b 1:8 1:5", "a.c 1:14 1:11", "a.c.0 1:15 1:15", "a.c.1 1:18 1:18", "a.c.1.d 1:22 1:19"],
    ],
    ["flow keys without values", "{a, b: }", ["a 1:2 1:2", "b 1:5 1:5"]],
    [
      "block scalars by their headers",
      "a: |-\n  x\nb: >2 # | c\n    y\nc:\n  |\n  z",
      ["a 1:4 1:1", "b 3:4 3:1", "c 6:3 5:1"],
    ],
    ["tags and anchors", "a: &x !!str 5\nb: !!str &y |\n  z", ["a 1:13 1:1", "b 2:13 2:1"]],
    ["an alias of a scalar", "a: &x 1\nb: *x", ["a 1:7 1:1", "b 1:7 1:1 ^2:4"]],
    ["an alias of a key", "&k a: 1\nb: *k", ["a 1:7 1:4", "b 1:4 1:4 ^2:4"]],
    ["an alias of an item", "a:\n- &x 1\nb: *x", ["a 2:1 1:1", "a.0 2:6 2:1", "b 2:6 2:1 ^3:4"]],
    ["an alias of a map", "a: &x\n  c: 1\nb: *x", ["a 2:3 1:1", "a.c 2:6 2:3", "b 2:3 1:1 ^3:4", "b.c 2:6 2:3 ^3:4"]],
    [
      "the outermost of two aliases",
      "a: &x 1\nb: &y {c: *x}\nd: *y",
      ["a 1:7 1:1", "b 2:7 2:1", "b.c 1:7 1:1 ^2:11", "d 2:7 2:1 ^3:4", "d.c 1:7 1:1 ^3:4"],
    ],
    [
      "merge keys",
      "a: &x {c: 1, d: 2}\nb:\n  <<: *x\n  d: 3",
      ["a 1:7 1:1", "a.c 1:11 1:8", "a.d 1:17 1:14", "b 3:3 2:1", "b.c 1:11 1:8 ^3:7", "b.d 4:6 4:3"],
    ],
    ["a merged map that stands there", "b:\n  <<: {c: 1}", ["b 2:3 1:1", "b.c 2:11 2:8 ^2:3"]],
    ["Windows line ends", "a: 1\r\nb:\r\n- x\r\n- y\r\n", ["a 1:4 1:1", "b 3:1 2:1", "b.0 3:3 3:1", "b.1 4:3 4:1"]],
    ["a byte order mark", "\uFEFFa: 1\nb: 2", ["a 1:4 1:1", "b 2:4 2:1"]],
    ["a byte order mark before a list", "\uFEFF- a\n- b", ["0 1:3 1:1", "1 2:3 2:1"]],
    ["tabs in comments and after values", "a: 1\t# c\n#\tc\nb:\t2", ["a 1:4 1:1", "b 3:4 3:1"]],
    ["the first document of many", "---\na: 1\n---\nb: 2", ["a 2:4 2:1"]],
    [
      "lines that are indented less than their block",
      "x:\n  a: [\n1,\n  2\n]\n  b: 'p\nq'\n  c: 1",
      ["x 2:3 1:1", "x.a 2:6 2:3", "x.a.0 3:1 3:1", "x.a.1 4:3 4:3", "x.b 6:6 6:3", "x.c 8:6 8:3"],
    ],
  ])("places %s", (_, text, places) => {
    expect(placesIn(text)).toEqual(places);
  });

  it.each([
    ["a: 1\nb: 2\na: 3", ["/a 3:4 3:1"]],
    ["a: {b: 1, b: 2}", ["/a/b 1:14 1:11"]],
    ["x: &x {a: 1}\ny:\n  <<: *x\n  a: 2", []],
  ])("places the later of two equal keys in %j", (text, expected) => {
    const { duplicateKeys } = readPlacedYaml(text);
    expect(duplicateKeys.map(({ path, place }) => `${toPointer(path)} ${at(place.value)} ${at(place.key)}`)).toEqual(
      expected,
    );
  });

  it("refuses aliases that blow up, within a second", () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `l${level + 1}: &l${level + 1} [${Array(10).fill(`*l${level}`).join(", ")}]`,
    );
    const start = performance.now();
    expect(() => readPlacedYaml(`l0: &l0 [x, x, x]\n${levels.join("\n")}`)).toThrow(/aliases repeat too much/);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it.each([
    ["a: 1 # x\n# y\nb: 2", ["# x 1", "# y 2 alone"]],
    ["a: 'it # is'\nb: |\n  # text\nc: x#y # z", ["# z 4"]],
    ['a: "\n  # text"\n# c', ["# c 3 alone"]],
    ["\uFEFF# x\r\na: 1 # y\r\n", ["# x 1 alone", "# y 2"]],
    ["a: [\n1, # x\n# y\n]", ["# x 2", "# y 3 alone"]],
  ])("finds the comments of %j", (text, comments) => {
    const found = readPlacedYaml(text).comments();
    expect(found.map((one) => `${one.text} ${one.line}${one.alone ? " alone" : ""}`)).toEqual(comments);
  });
});
