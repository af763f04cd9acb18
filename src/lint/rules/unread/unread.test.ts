import { describe, expect, it } from "vitest";
import { inShort } from "../../testing/said.ts";
import { FILE, placeAt, type TracedSketch, traced, worldOf } from "../../testing/traced.ts";
import { unreadValues } from "./index.ts";

/** What somebody wrote, and what is to be said about it. */
type Row = readonly [string, TracedSketch, readonly string[]];

const LOST: readonly Row[] = [
  [
    "a leaf of the environment",
    { file: { web: { gone: 1, port: 2 } }, silent: ["web.gone"] },
    ["unread-value web.gone"],
  ],
  [
    "a map once, not each of its leaves",
    { file: { web: { gone: { a: 1, b: [1, 2] }, port: 2 } }, silent: ["web.gone"] },
    ["unread-value web.gone"],
  ],
  ["a list once", { file: { gone: [{ a: 1 }, { a: 2 }] }, silent: ["gone"] }, ["unread-value gone"]],
  [
    "the same key of several items once",
    {
      file: {
        users: [
          { name: "a", gone: 1 },
          { name: "b", gone: 2 },
        ],
      },
      silent: ["users[0].gone", "users[1].gone"],
    },
    ["unread-value users[0].gone"],
  ],
  ["an empty map of the environment", { file: { gone: {}, port: 2 }, silent: ["gone"] }, ["unread-value gone"]],
  ["a default that nobody overrides", { defaults: { gone: 1 }, silent: ["gone"] }, ["unread-default gone"]],
  [
    "a default that the environment overrides, there",
    { defaults: { gone: 1 }, file: { gone: 2 }, silent: ["gone"] },
    ["unread-value gone"],
  ],
  [
    "a misspelt key beside a known one",
    { defaults: { kafka: { partitions: 1 } }, file: { kafka: { partitons: 2 } }, silent: ["kafka.partitons"] },
    ["misspelt-key kafka.partitons"],
  ],
  [
    "a misspelt map",
    { defaults: { ingester: { a: 1 } }, file: { ingestor: { a: 1, b: 2 } }, silent: ["ingestor"] },
    ["misspelt-key ingestor"],
  ],
  [
    "a misspelt key of an item that the templates range over",
    {
      file: {
        topics: [
          { name: "a", retention: 1 },
          { name: "b", retnetion: 1 },
        ],
      },
      traces: { "topics[1].retnetion": { outcome: "silent", mentioned: true } },
    },
    ["misspelt-key topics[1].retnetion"],
  ],
  [
    "a key that slipped out of its map",
    {
      defaults: { kafka: { name: "a", replicas: 3 } },
      file: { kafka: { name: "b" }, replicas: 5 },
      silent: ["replicas"],
    },
    ["misspelt-key replicas"],
  ],
  [
    "a key that slipped into the map before it",
    {
      defaults: { web: { image: { tag: "a" }, port: 1 } },
      file: { web: { image: { port: 2 } } },
      silent: ["web.image.port"],
    },
    ["misspelt-key web.image.port"],
  ],
];

const CALM: readonly Row[] = [
  ["what moves something", { file: { web: { port: 2 } } }, []],
  ["what a template mentions", { file: { port: 2 }, traces: { port: { outcome: "silent", mentioned: true } } }, []],
  ["what another value switches", { file: { port: 2 }, traces: { port: { outcome: "dormant" } } }, []],
  ["what the chart refuses otherwise", { file: { port: 2 }, traces: { port: { outcome: "refused" } } }, []],
  ["what nobody probed", { file: { port: 2 }, traces: { port: { outcome: "not-probed" } } }, []],
  ["an empty default", { defaults: { gone: {}, text: "", none: null }, silent: ["gone", "text", "none"] }, []],
  [
    "an anchor that is read through its alias",
    { file: { anchor: "x", used: "x" }, aliased: ["anchor", "used"], silent: ["anchor"] },
    [],
  ],
  [
    "values of a dependency that is switched off and not here",
    {
      defaults: { db: { enabled: false, size: 1 } },
      silent: ["db.size"],
      conditions: [
        { dependency: ["db"], paths: [["db", "enabled"]], hasTags: false, isRead: false, place: placeAt(FILE, 1) },
      ],
    },
    [],
  ],
  [
    "a silent key of an item that is like no other",
    {
      file: { topics: [{ name: "a", note: 1 }] },
      traces: { "topics[0].note": { outcome: "silent", mentioned: true } },
    },
    [],
  ],
  [
    "a silent key of an item that is read in another item",
    {
      file: {
        topics: [
          { name: "a", mode: 1 },
          { name: "b", mode: 2, modes: 1 },
        ],
      },
      traces: { "topics[1].mode": { outcome: "silent", mentioned: true } },
    },
    [],
  ],
];

describe("lint/rules/unread", () => {
  it.each(LOST)("reports %s", (_, sketch, expected) => {
    expect(inShort(unreadValues(traced(sketch), worldOf()))).toEqual(expected);
  });

  it.each(CALM)("passes over %s", (_, sketch, expected) => {
    expect(inShort(unreadValues(traced(sketch), worldOf()))).toEqual(expected);
  });

  it("passes over what another application reads from the same file", () => {
    const subject = traced({ file: { gone: 1 }, silent: ["gone"] });
    expect(unreadValues(subject, worldOf([], ["gone"]))).toEqual([]);
  });

  it("stands at the alias, not at the anchor that others read", () => {
    const sketch = { file: { anchor: "x", gone: "x" }, aliased: ["anchor", "gone"], silent: ["gone"] };
    const [found] = unreadValues(traced(sketch), worldOf());
    expect(found?.place).toMatchObject({ line: 50, keyLine: 50 });
  });

  it("leaves a default to the environment that overrides it", () => {
    const subject = traced({ defaults: { gone: 1 }, silent: ["gone"] });
    const other = traced({ environment: "other", defaults: { gone: 1 }, file: { gone: 2 }, silent: ["gone"] });
    expect(unreadValues(subject, worldOf([other]))).toEqual([]);
  });

  it("knows a key that only another environment sets", () => {
    const subject = traced({ file: { replicsa: 1 }, silent: ["replicsa"] });
    const other = traced({ environment: "other", file: { replicas: 1 } });
    expect(inShort(unreadValues(subject, worldOf([other])))).toEqual(["misspelt-key replicsa"]);
  });

  it("blames the key in a map that others have too, not the map", () => {
    const subject = traced({ file: { image: { tax: 1 } }, silent: ["image"] });
    const other = traced({ environment: "other", file: { image: { tag: 1 } } });
    expect(inShort(unreadValues(subject, worldOf([other])))).toEqual(["unread-value image.tax"]);
  });

  it("names no key that the file sets too", () => {
    const subject = traced({ file: { replicas: 3, replicsa: 1 }, silent: ["replicsa"] });
    expect(inShort(unreadValues(subject, worldOf()))).toEqual(["unread-value replicsa"]);
  });

  it("says which key was meant, and what to do", () => {
    const sketch = { defaults: { kafka: { replicas: 1 } }, file: { kafka: { replica: 2 } }, silent: ["kafka.replica"] };
    expect(unreadValues(traced(sketch), worldOf())[0]?.difference.statement).toBe(
      "No template reads kafka.replica, but kafka.replicas is read: rename the key if that is meant",
    );
  });
});
