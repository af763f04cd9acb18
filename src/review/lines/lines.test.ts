import { describe, expect, it } from "vitest";
import { createScrubber } from "../../masking/index.ts";
import type { Path, ReviewedLine } from "../../vocabulary/index.ts";
import { type ChangeSketch, DEPLOYMENT, field, KAFKA, linesOf, OBJECT, SECRET, to } from "./testing/sketch.ts";

function inShort({ side, line, key, before, after, reach }: ReviewedLine): string {
  const [a, b] = [before, after].map((value) => (value === undefined ? "none" : JSON.stringify(value)));
  return `${side === "base" ? "-" : ""}${line} ${key} ${a} -> ${b} (${reach.fields})`;
}

const MOVES = { a: to("a"), "l[0]": to("l"), "l[1]": to("l"), "l[2]": to("l"), "m.a": to("m"), "m.b": to("m") };
const FIELDS = [field("a", 1, 2), field("l", "x", "y"), field("m", "x", "y")];

describe("review/lines", () => {
  it.each<readonly [string, string, string, readonly string[]]>([
    ["a changed value", "a: 1\n", "a: 2\n", ["1 a 1 -> 2 (1)"]],
    ["a new value", "b: 1\n", "b: 1\na: 2\n", ["2 a none -> 2 (1)"]],
    ["a value that goes", "a: 1\nb: 1\n", "b: 1\n", ["-1 a 1 -> none (1)"]],
    ["a value that becomes null", "a: 1\n", "a:\n", ["1 a 1 -> null (1)"]],
    ["a value on the line below its key", "a:\n  1\n", "a:\n  2\n", ["2 a 1 -> 2 (1)"]],
    ["a comment alone", "a: 1\n", "a: 1 # one\n", []],
    ["a line that moves", "a: 1\nb: 1\nc: 1\n", "b: 1\nc: 1\na: 1\n", []],
    ["a value that moves and changes", "a: 1\nb: 1\n", "b: 1\na: 2\n", ["2 a 1 -> 2 (1)"]],
    ["a silent value", "b: 1\n", "b: 2\n", []],
    ["an item at the end", "l:\n- x\n", "l:\n- x\n- z\n", ['3 l[1] none -> "z" (1)']],
    ["an item in front", "l:\n- x\n- z\n", "l:\n- w\n- x\n- z\n", ['2 l[0] none -> "w" (1)']],
    ["an item that goes from the front", "l:\n- x\n- z\n", "l:\n- z\n", ['-2 l[0] "x" -> none (1)']],
    ["an item that changes", "l:\n- x\n- z\n", "l:\n- x\n- w\n", ['3 l[1] "z" -> "w" (1)']],
    ["a list in brackets", "l: [x]\n", "l: [x, z]\n", ['1 l ["x"] -> ["x","z"] (1)']],
    ["a map in braces", "m: {a: 1, b: 2}\n", "m: {a: 1, b: 3}\n", ['1 m {"a":1,"b":2} -> {"a":1,"b":3} (1)']],
    ["a value that nothing traced, by its text", "u: 1\n", "u: 2\n", ["1 u 1 -> 2 (1)"]],
    ["a value that becomes a map", "m: 1\n", "m:\n  a: 1\n", ["2 m.a none -> 1 (1)"]],
  ])("tells of %s", async (...[, before, after, expected]) => {
    const lines = await linesOf([{ before, after, moves: MOVES, untraced: ["u"], fields: FIELDS }]);
    expect(lines.map(inShort)).toEqual(expected);
  });

  it("tells of a map whose key is renamed on the lines of both keys", async () => {
    const moves = { "k.a": to("m"), "m.a": to("m") };
    const sketch = { before: "k:\n  a: 1\nb: 1\n", after: "m:\n  a: 1\nb: 1\n", moves, fields: [field("m", 1, 2)] };
    expect((await linesOf([sketch])).map(inShort)).toEqual(['-1 k {"a":1} -> none (1)', '1 m none -> {"a":1} (1)']);
  });

  it("tells of an anchor at its own line, with all that it reaches", async () => {
    const text = (size: number): string => `s: &s ${size}\na: *s\nm: {a: *s}\n`;
    const lines = await linesOf([{ before: text(1), after: text(2), moves: { ...MOVES, s: to("a") }, fields: FIELDS }]);
    expect(lines.map(inShort)).toEqual(["1 s 1 -> 2 (2)"]);
  });

  it("tells of an alias where it stands", async () => {
    const text = (name: string): string => `s: &s 1\nt: &t 2\na: *${name}\n`;
    const lines = await linesOf([{ before: text("s"), after: text("t"), moves: MOVES, fields: FIELDS }]);
    expect(lines.map(inShort)).toEqual(["3 a 1 -> 2 (1)"]);
  });

  it("tells each line what its own fields do, and not what others of the same object do", async () => {
    const at = (key: string): Path => ["spec", "kafka", "config", key];
    const [line, ...more] = await linesOf([
      {
        before: "size: 1\ntopics: 3\n",
        after: "size: 2\ntopics: 4\n",
        moves: { size: { path: at("message.max.bytes") }, topics: { path: at("auto.create.topics.enable") } },
        object: KAFKA,
        fields: [
          { path: at("message.max.bytes"), before: 1, after: 2 },
          { path: at("auto.create.topics.enable"), before: 3, after: 4 },
        ],
      },
    ]);
    const names = [line, ...more].map((one) => [one?.key, ...(one?.consequences ?? []).map(({ name }) => name)]);
    expect(names).toEqual([["topics", "brokers-roll"], ["size"]]);
  });

  it("sets one line apart for all environments, and each effect and finding once", async () => {
    const sketch: ChangeSketch = {
      before: "a: 1\n",
      after: "a: 2\n",
      moves: { a: { path: ["spec", "replicas"] } },
      object: DEPLOYMENT,
      fields: [{ path: ["spec", "replicas"], before: 1, after: 2 }],
      findings: [{ at: "a", reason: "null-value", difference: { statement: "a is odd" } }],
    };
    const [line, ...more] = await linesOf([
      { ...sketch, environment: "int" },
      { ...sketch, environment: "dev", findings: [] },
    ]);
    expect(more).toEqual([]);
    expect(line?.reach).toEqual({ fields: 2, resources: 2, environments: ["dev", "int"] });
    expect(line?.consequences).toEqual([
      { name: "null-value", severity: "medium", message: "a is odd.", environments: ["int"] },
      {
        name: "replicas-changed",
        severity: "low",
        message: "Deployment web goes from 1 to 2 Pods.",
        environments: ["dev", "int"],
      },
    ]);
  });

  it("puts the most severe first, then the widest", async () => {
    const before = "x: 1\nw: 1\nz: 1\n";
    const moves = { x: to("a"), w: { path: ["data"] }, z: to("c") };
    const fields = [field("a", 1, 2), field("b", 1, 2)];
    const findings = [{ at: "z", reason: "unread-value" } as const];
    const lines = await linesOf([{ before, after: "x: 2\nw: 2\nz: 2\n", moves, fields, findings }]);
    expect(lines.map(({ key }) => key)).toEqual(["z", "w", "x"]);
  });

  it.each([
    ["a key that is called so", "password: one-two\n", "password: two-one\n", OBJECT],
    ["a value that comes to stand in a Secret", "a: one-two\n", "a: two-one\n", SECRET],
    ["a map that holds one", "m: {a: one-two, token: x}\n", "m: {a: two-one, token: x}\n", OBJECT],
  ] as const)("shows nothing of %s", async (...[, before, after, object]) => {
    const moves = { password: to("a"), a: to("a"), "m.a": to("a") };
    const lines = await linesOf([{ before, after, moves, object, fields: FIELDS }]);
    expect(JSON.stringify(lines)).not.toMatch(/one-two|two-one/);
    expect(JSON.stringify(lines)).toContain("*** (before)");
  });

  it("scrubs what is known as a Secret's value", async () => {
    const scrubber = createScrubber();
    scrubber.learnText("hunter2-hunter2");
    const sketch = { before: "a: hunter1-hunter1\n", after: "a: hunter2-hunter2\n", moves: MOVES, fields: FIELDS };
    const [line] = await linesOf([sketch], scrubber);
    expect(line).toMatchObject({ before: "hunter1-hunter1", after: "***" });
  });

  it("tells of a finding on an unchanged line where the pull request shows it, and of none elsewhere", async () => {
    const rest = "b: 1\nc: 1\nd: 1\ne: 1\nf: 1\n";
    const findings = [
      { at: "c", reason: "unread-value" },
      { at: "f", reason: "unread-value" },
    ] as const;
    const lines = await linesOf([{ before: `a: 1\n${rest}`, after: `a: 2\n${rest}`, findings }]);
    expect(lines.map(inShort)).toEqual(["3 c none -> none (0)"]);
  });

  it.each<readonly [string, ChangeSketch, string | null]>([
    [
      "the value that a coupling wants",
      {
        before: "a: broker-a:9092\n",
        after: "a: broker-b:9092 # moved\n",
        moves: { a: to("a") },
        fields: [field("a", "broker-a:9092", "broker-b:9092")],
        findings: [{ at: "a", reason: "kafka-client-user", difference: wanted("a", "broker-a:9093") }],
      },
      "a: broker-a:9093 # moved",
    ],
    [
      "a number for a quoted field",
      {
        before: "a: 3\n",
        after: "a: 4\n",
        moves: { a: to("a", { transformation: "quoted" }) },
        fields: [field("a", "3", "4")],
        findings: [{ at: "a", reason: "refused-field", difference: wanted("a", "5") }],
      },
      "a: 5",
    ],
    [
      "nothing for a field that is computed from the value",
      {
        before: "a: 3\n",
        after: "a: 4\n",
        moves: { a: to("a", { transformation: "formatted" }) },
        fields: [field("a", "3", "4")],
        findings: [{ at: "a", reason: "refused-field", difference: wanted("a", "5") }],
      },
      null,
    ],
    [
      "nothing where two findings want different values",
      {
        before: "a: 3\n",
        after: "a: 4\n",
        moves: { a: to("a") },
        fields: [field("a", 3, 4)],
        findings: [
          { at: "a", reason: "refused-field", difference: wanted("a", 5) },
          { at: "a", reason: "kafka-client-user", difference: wanted("a", 6) },
        ],
      },
      null,
    ],
    [
      "the value that a key lost",
      { before: "b: 1\na: 3 # why\n", after: "b: 1\na: # why\n", findings: [{ at: "a", reason: "null-value" }] },
      "a: 3 # why",
    ],
    [
      "nothing for a secret",
      { before: "password: x\n", after: "password:\n", findings: [{ at: "password", reason: "null-value" }] },
      null,
    ],
    [
      "the right key",
      {
        before: "b: 1\n",
        after: "b: 1\ncolour: red\n",
        findings: [{ at: "colour", reason: "misspelt-key", difference: { desired: "color" } }],
      },
      "color: red",
    ],
    [
      "nothing where the rule names no key",
      { before: "b: 1\n", after: "b: 1\ncolour: red\n", findings: [{ at: "colour", reason: "misspelt-key" }] },
      null,
    ],
  ])("suggests %s", async (...[, sketch, expected]) => {
    const [line] = await linesOf([sketch]);
    expect(line?.suggestion).toBe(expected);
  });
});

function wanted(name: string, desired: string | number) {
  const resource = {
    type: "kubernetes",
    group: "",
    version: "v1",
    kind: "ConfigMap",
    namespace: "web-ns",
    name: "web",
  } as const;
  return { resource, path: ["data", name], desired };
}
