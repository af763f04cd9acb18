import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidYaml, readYaml } from "../../../src/render/yaml/index.ts";
import { isJsonObject } from "../../../src/vocabulary/index.ts";
import { type Answer, askKubectl } from "./kubectl-oracle.ts";

const SCALARS = [
  ..."y Y n N yes Yes YES yEs no No NO on On ON off Off OFF true True TRUE tRUE false False FALSE".split(" "),
  ..."~ null Null NULL nUll 0400 0o400 0O17 08 09.5 007 0x1F 0X1f 0xg 0x 0b101 0B11 0b2 0o8 -0b11 -0x1f -0o17 +0b1".split(
    " ",
  ),
  ..."1_000 1__0 _1 1_ 0_7 0x_1F 1_000.5 1_e3 +1 -1 + - -0 -0.0 0.0 00 .5 -.5 +.5 .1_0 .1__0 ._5 .e1 . .. ...5".split(
    " ",
  ),
  ..."1. 0. 1e3 1E3 1e+3 1e-3 1e 1e+ 1.048576e+07 1e400 -1e400 1e20 1e21 1e-7 1e-400 0x1p4 1.2.3 1,5 0777777777777777777777777".split(
    " ",
  ),
  ..."9007199254740993 9223372036854775807 9223372036854775808 -9223372036854775808 -9223372036854775809".split(" "),
  ..."18446744073709551615 18446744073709551616 +9223372036854775808 0xFFFFFFFFFFFFFFFF 0xFFFFFFFFFFFFFFFFF".split(" "),
  ..."123456789012345678901234567890 .inf -.inf +.inf .Inf .INF .iNF .nan .NaN .NAN +.nan infinity nan NaN".split(" "),
  ..."2001-01-01 2001-12-14t21:59:43.10-05:00 12:30:45 190:20:30.15 1:2 a:b = << 10m 1Gi 100% v1 1.27.0 1e1x".split(
    " ",
  ),
  ..."!!str !!null !foo".split(" "),
  ...[
    "!!str 1",
    "!!str yes",
    '!!int "5"',
    "!!int 5.5",
    "!!int foo",
    "!!float 5",
    "!!float 5.5",
    '!!float "1e3"',
    '!!bool "yes"',
  ],
  ...[
    "!!bool 1",
    '!!null ""',
    "!!null x",
    "!foo 5",
    "! 5",
    "!!binary aGVsbG8=",
    '!!binary "%%"',
    "!!binary /w==",
    "!!binary aGVs bG8=",
  ],
  ...[
    "!<tag:yaml.org,2002:int> 5",
    "!<tag:yaml.org,2002:str> 5",
    "!!timestamp 2001-01-01",
    "!!python/none x",
    "&a 5",
    "&a !!str 5",
  ],
  ...[
    '"yes"',
    "'0400'",
    '"~"',
    '""',
    "''",
    "'it''s'",
    '"a\\tb\\u00e9\\x41\\n"',
    '"a\\\n    b"',
    "plain # comment",
    "a#b",
    "?b",
    "-a",
    ":a",
  ],
  ...[
    "|\n    a\n    b",
    "|-\n    a\n",
    "|+\n    a\n\n",
    ">\n    a\n    b\n\n    c",
    ">-\n    a\n     b",
    "|2\n     a",
    "a\n    b\n\n    c",
  ],
  ...[
    "{}",
    "[]",
    "[y, 0400, ~, .5]",
    "{a: , b}",
    "{a: 1, b: {c: [d]}}",
    "[a, ]",
    "{y: 1, 0400: 2}",
    '{"a":1}',
    "!!set {x, y}",
    "!!omap [x: 1]",
  ],
];

const MAPPINGS = [
  "a: 1\n  a: 2",
  "a: {b: 1, b: 2}",
  "b: &x {q: 1, r: 2}\n  c:\n    q: 5\n    <<: *x\n  d:\n    <<: *x\n    q: 7",
  "b: &x {q: 1}\n  e: &y {q: 2, z: 3}\n  c:\n    <<: [*x, *y]",
  "b: &x {q: 1}\n  c: {<<: *x, q: 2, q: 3}",
  "b: &x [1]\n  c: {<<: *x}",
  "c: {<<: 1}",
  "c: {'<<': 1}",
  "c: {<<: {a: 1}}",
  "c: {<<: }",
  "a: &x 1\n  b: &x 2\n  c: *x",
  "a: &x {b: &y 1, c: *y}\n  d: &y 2\n  e: *x",
  "a: &x [*x]",
  "a: *unknown",
  "&k a: 1\n  b: *k",
  "a: &k key\n  *k : 1",
  "1: a\n  1.5: b\n  yes: c\n  0400: d\n  1.1: f",
  "1e6: a\n  1e5: b\n  1e-7: c\n  0.0001: d\n  0.00001: e\n  123456.7: f\n  16777217.0: g\n  1234567.0: h",
  "~: a",
  ": a",
  "? [a]\n  : b",
  "? {a: 1}\n  : b",
  "? a\n  : b",
  "18446744073709551615: a",
  "9223372036854775807: a",
  "-9223372036854775808: a",
  "2001-01-01: a",
  "!!str 1: a",
  "'1': a",
  "__proto__: {a: 1}\n  constructor: 2",
  "a:\n  - b\n  - c:\n      d",
  "a:\n    - b\n    -\n      - c\n    - - d",
  "a: b # comment\n  # another\n  c: d",
  "a: 'x\n    y'\n  b: \"x\n\n    y\"",
  "a: b\r\n  c: d\r",
  "a: |\r\n    x\r\n    y\r\n  b: c",
  "a: \tb",
  "a:\tb",
  "a: b\t\n  c: d",
  "a: |\n    x\n    \ty\n",
  "\ta: b",
  "a: [b,\n  c]",
  "a: {b: c,\n    d: e}",
  "a: b: c",
  "a: [b",
  "a: 'b",
  "a: @b",
  "a: `b",
  "a: %b",
  "a: \u00e9\u4e16\u{1f600}",
  "a: [\n    b\n  ]\n  c: {\n    d: e\n  }",
  "a: [\nb\n]\n  c: d",
  "a: {b: c,\nd: e}",
  'a: "x\ny"',
  "a: 'x\n\n  y'",
  'a: "x\\\n  y"\n  b: c',
  "a: [b, # c\n  # d\n  e]",
  "a: [\n\tb\n  ]",
  "- a: [\n    b,\n  ]\n  - c",
  'a: "\\q"',
  "a: b\n c: d",
  "a: &x b\n  c: *x\n  d: [*x, *x]",
];

describe("render/yaml as kubectl reads it", () => {
  it(`agrees on ${SCALARS.length} scalars and ${MAPPINGS.length} mappings`, async () => {
    expect(await differing([...SCALARS.map((scalar) => `a: ${scalar}`), ...MAPPINGS])).toEqual([]);
  }, 60_000);

  it("agrees on generated scalars", async () => {
    const alphabet = fc.constantFrom(..."0123456789+-._xXobBeEyYnNfFaA~: ".split(""));
    const scalar = fc.string({ unit: alphabet, minLength: 1, maxLength: 7 });
    const spellings = fc.sample(scalar, { numRuns: 1500, seed: 42 }).filter(isSingleLine);
    expect(await differing(spellings.map((spelling) => `a: ${spelling}`))).toEqual([]);
  }, 60_000);

  it("agrees on generated structures", async () => {
    const documents = fc.sample(structure(), { numRuns: 400, seed: 7 });
    expect(await differing(documents.map((value) => `a: ${value}`))).toEqual([]);
  }, 60_000);
});

function structure(): fc.Arbitrary<string> {
  const scalar = fc.constantFrom(
    ...SCALARS.filter((text) => /^[\w.+~-]+$/.test(text) && text !== "-" && !/inf|nan/i.test(text)),
    '"q"',
    "''",
  );
  const key = fc.constantFrom("a", "b", "yes", "0400", "1.5", '"x y"', "12");
  return fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      scalar,
      fc.array(tie("node"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
      fc
        .array(fc.tuple(key, tie("node")), { maxLength: 4 })
        .map((pairs) => `{${pairs.map((pair) => pair.join(": ")).join(", ")}}`),
    ),
  })).node;
}

/** What could end the document or begin a nested block is no question of how a scalar is read. */
function isSingleLine(text: string): boolean {
  return !/^\s*(---|\.\.\.)|:(\s|$)|^\s*[-?]\s|^\s*-$/.test(text);
}

/** The manifests that kubectl reads otherwise. What we refuse is asked one by one: a refusal ends kubectl's whole batch. */
async function differing(specs: readonly string[]): Promise<readonly unknown[]> {
  const readings = specs.map((spec) => {
    const manifest = `apiVersion: example.com/v1\nkind: Example\nmetadata:\n  name: a\nspec:\n  ${spec}\n`;
    return { spec, manifest, ours: readSpec(manifest) };
  });
  const accepted = readings.filter(({ ours }) => ours !== "refused");
  const refused = readings.filter(({ ours }) => ours === "refused");
  const answers = [
    ...(await askKubectl(accepted.map(({ manifest }) => manifest))),
    ...(await Promise.all(refused.map(({ manifest }) => askKubectl([manifest])))).flat(),
  ].map(specOf);
  expect(answers).toHaveLength(specs.length);
  return [...accepted, ...refused]
    .map(({ spec, ours }, at) => ({ spec, ours, kubectl: answers[at] }))
    .filter(({ ours, kubectl }) => !isDeepStrictEqual(ours, kubectl));
}

function readSpec(manifest: string): unknown {
  try {
    const { value } = readYaml(manifest);
    return isJsonObject(value) ? (value["spec"] ?? null) : value;
  } catch (error) {
    if (error instanceof InvalidYaml) return "refused";
    throw error;
  }
}

function specOf(answer: Answer): unknown {
  if ("refused" in answer) return "refused";
  return isJsonObject(answer.object) ? (answer.object["spec"] ?? null) : answer.object;
}
