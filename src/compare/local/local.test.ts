import { describe, expect, it } from "vitest";
import { type Difference, type JsonObject, toKeyedPath } from "../../vocabulary/index.ts";
import { KNOWN_DEPLOYERS } from "../deployer.ts";
import { widget, widgetSchema, wrote } from "../testing/widget.ts";
import { compareObject } from "./index.ts";

const SCHEMA = widgetSchema();

interface Case {
  readonly git: JsonObject;
  readonly live: JsonObject;
  readonly owners?: Record<string, JsonObject>;
  readonly marksHold?: boolean;
}

function found({ git, live, owners = { helm: wrote(".") }, ...more }: Case): string[] {
  const input = { schema: SCHEMA, deployers: KNOWN_DEPLOYERS, ...more };
  return compareObject({ ...input, desired: widget(git), live: widget(live, owners) }).map(short);
}

function short({ kind, path, reason, attribution }: Difference): string {
  const by = attribution === null ? "" : ` by ${attribution.manager}`;
  return `${kind} ${toKeyedPath(path).replace("/spec/", "")}${reason === null ? "" : ` (${reason})`}${by}`;
}

const PORT = 'k:{"port":80,"protocol":"TCP"}';

describe("compare/local", () => {
  it.each<[string, JsonObject, JsonObject]>([
    ["quantities", { size: "1Gi", limits: { cpu: 1 } }, { size: "1024Mi", limits: { cpu: "1000m" } }],
    ["null and absent", { count: null, config: { a: null } }, {}],
    ["an empty map and none", { config: {}, limits: {} }, {}],
    ["a null that the server kept", { config: { a: null } }, { config: { a: null } }],
    [
      "ports in another order",
      { ports: [{ port: 80 }, { port: 81 }] },
      {
        ports: [
          { port: 81, protocol: "TCP" },
          { port: 80, protocol: "TCP" },
        ],
      },
    ],
    ["tags in another order", { tags: ["a", "b"] }, { tags: ["b", "a"] }],
    [
      "numbers in a config map",
      { config: { "retention.ms": 1.048576e7, on: true } },
      { config: { "retention.ms": "10485760", on: "true" } },
    ],
    ["instants", { at: "2026-01-01T00:00:00Z" }, { at: "2026-01-01T01:00:00+01:00" }],
    ["a default of the schema", {}, { mode: "safe" }],
  ])("finds no difference in %s", (_what, git, live) => {
    expect(found({ git, live })).toEqual([]);
  });

  it.each<[string, Case, string[]]>([
    ["a scalar", { git: { count: 1 }, live: { count: 2 } }, ["changed count"]],
    [
      "a number that became text outside of a config map",
      { git: { count: 1 }, live: { count: "1" } },
      ["changed count"],
    ],
    ["a map that became a list", { git: { config: { a: 1 } }, live: { config: [1] } }, ["changed config"]],
    ["words in another order", { git: { words: ["a", "b"] }, live: { words: ["b", "a"] } }, ["changed words"]],
    [
      "one field of a rule",
      { git: { rules: [{ name: "a", weight: 1 }] }, live: { rules: [{ name: "a", weight: 2 }] } },
      ["changed rules/0/weight"],
    ],
    [
      "two fields of a rule",
      { git: { rules: [{ name: "a", weight: 1 }] }, live: { rules: [{ name: "b", weight: 2 }] } },
      ["changed rules/0"],
    ],
    [
      "two rules",
      { git: { rules: [{ weight: 1 }, { weight: 1 }] }, live: { rules: [{ weight: 2 }, { weight: 2 }] } },
      ["changed rules"],
    ],
    [
      "rules in another order",
      { git: { rules: [{ name: "a" }, { name: "b" }] }, live: { rules: [{ name: "b" }, { name: "a" }] } },
      ["changed rules"],
    ],
    ["a missing rule", { git: { rules: [{ name: "a" }] }, live: { rules: [] } }, ["changed rules"]],
    ["a deleted field", { git: { count: 1 }, live: {} }, ["removed count (deleted-live)"]],
    ["a deleted subtree, once", { git: { config: { a: 1, b: 2 } }, live: {} }, ["removed config (deleted-live)"]],
    [
      "a deleted item",
      { git: { ports: [{ port: 80 }] }, live: { ports: [] } },
      ["removed ports/[port=80,protocol=TCP] (deleted-live)"],
    ],
    ["a deleted tag", { git: { tags: ["a", "b"] }, live: { tags: ["b"] } }, ["removed tags/0 (deleted-live)"]],
    ["a field that the schema lacks", { git: { colour: { a: 1 } }, live: {} }, ["pruned colour"]],
    [
      "one inside a rule, beside another difference",
      { git: { rules: [{ name: "a", x: 1 }] }, live: { rules: [{ name: "b" }] } },
      ["pruned rules/0/x", "changed rules/0/name"],
    ],
    [
      "the second of two items with one key",
      {
        git: {
          ports: [
            { port: 80, note: "a" },
            { port: 80, note: "b" },
          ],
        },
        live: {
          ports: [
            { port: 80, note: "a" },
            { port: 80, note: "c" },
          ],
        },
      },
      ["changed ports/[port=80,protocol=TCP]/note"],
    ],
  ])("finds %s", (_what, input, expected) => {
    expect(found(input).sort()).toEqual([...expected].sort());
  });

  it.each<[string, Case, string[]]>([
    [
      "a person's key",
      { git: { config: { a: 1 } }, live: { config: { a: 1, b: 2 } }, owners: { "kubectl-edit": wrote("config/b") } },
      ["added config/b by kubectl-edit"],
    ],
    [
      "a person's map",
      {
        git: {},
        live: { config: { a: 1, b: 2 } },
        owners: { "kubectl-edit": wrote("config/.", "config/a", "config/b") },
      },
      ["added config by kubectl-edit"],
    ],
    [
      "an unknown manager's map, by apply",
      { git: {}, live: { config: { a: 1 } }, owners: { "terraform/Apply": wrote("config/a") } },
      ["added config by terraform"],
    ],
    [
      "a person's item",
      {
        git: { ports: [] },
        live: { ports: [{ port: 80, protocol: "TCP" }] },
        owners: { k9s: wrote(`ports/${PORT}/.`, `ports/${PORT}/port`) },
      },
      ["added ports/[port=80,protocol=TCP] by k9s"],
    ],
    [
      "a person's tag",
      { git: { tags: ["a"] }, live: { tags: ["a", "b"] }, owners: { Lens: wrote('tags/v:"b"') } },
      ["added tags/1 by Lens"],
    ],
    [
      "a person's field in an atomic value",
      {
        git: { rules: [{ name: "a" }] },
        live: { rules: [{ name: "a", weight: 1 }] },
        owners: { "kubectl-edit": wrote("rules") },
      },
      ["added rules/0/weight by kubectl-edit"],
    ],
    [
      "a person's key in an atomic map",
      {
        git: { selector: { a: "1" } },
        live: { selector: { a: "1", b: "2" } },
        owners: { "kubectl-edit": wrote("selector") },
      },
      ["added selector/b by kubectl-edit"],
    ],
    [
      "what a person took out of an atomic map",
      {
        git: { selector: { a: "1", b: "2" } },
        live: { selector: { a: "1" } },
        owners: { "kubectl-edit": wrote("selector") },
      },
      ["removed selector/b (deleted-live) by kubectl-edit"],
    ],
    [
      "a controller's key",
      { git: {}, live: { config: { a: 1 } }, owners: { "strimzi-cluster-operator": wrote("config/a") } },
      [],
    ],
    [
      "a default of the schema that a person wrote",
      { git: {}, live: { mode: "safe" }, owners: { "kubectl-edit": wrote("mode") } },
      [],
    ],
    [
      "another value that a person gave a defaulted field",
      { git: {}, live: { mode: "fast" }, owners: { "kubectl-edit": wrote("mode") } },
      ["added mode by kubectl-edit"],
    ],
    ["what an updating deployer owns", { git: {}, live: { count: 1 }, owners: { helm: wrote("count") } }, []],
    [
      "what an applying deployer owns",
      { git: {}, live: { count: 1 }, owners: { "helm/Apply": wrote("count") } },
      ["removed count (dropped-from-git) by helm"],
    ],
    ["what nobody owns beside others' fields", { git: {}, live: { count: 1 }, owners: { helm: wrote("on") } }, []],
    ["what nobody owns at all", { git: {}, live: { config: { a: 1 } }, owners: {} }, ["added config/a (no-owner)"]],
    [
      "a person before a deployer",
      { git: { count: 1 }, live: { count: 2 }, owners: { "helm/Apply": wrote("count"), bob: wrote("count") } },
      ["changed count by bob"],
    ],
    [
      "a deployer that is alone",
      { git: { count: 1 }, live: { count: 2 }, owners: { "helm/Apply": wrote("count") } },
      ["changed count by helm"],
    ],
  ])("judges by ownership: %s", (_what, input, expected) => {
    expect(found(input)).toEqual(expected);
  });

  it.each<
    [
      string,
      { git: JsonObject; base: JsonObject | null; live: JsonObject; owners?: Record<string, JsonObject> },
      string[],
    ]
  >([
    [
      "git changed it, live is as before",
      { git: { count: 2 }, base: { count: 1 }, live: { count: 1 } },
      ["pending count"],
    ],
    [
      "live is as before, spelled differently",
      { git: { size: "2Gi" }, base: { size: "1Gi" }, live: { size: "1024Mi" } },
      ["pending size"],
    ],
    ["live differs from both", { git: { count: 2 }, base: { count: 1 }, live: { count: 3 } }, ["changed count"]],
    ["only live changed", { git: { count: 1 }, base: { count: 1 }, live: { count: 3 } }, ["changed count"]],
    ["git added it", { git: { count: 2 }, base: {}, live: {} }, ["pending count"]],
    ["git names a defaulted field", { git: { mode: "fast" }, base: {}, live: { mode: "safe" } }, ["pending mode"]],
    [
      "git names a field that a person set",
      { git: { mode: "fast" }, base: {}, live: { mode: "slow" }, owners: { bob: wrote("mode") } },
      ["changed mode by bob"],
    ],
    [
      "somebody deleted what git changed",
      { git: { count: 2 }, base: { count: 1 }, live: {} },
      ["removed count (deleted-live)"],
    ],
    [
      "git dropped it",
      { git: {}, base: { count: 1 }, live: { count: 1 }, owners: { helm: wrote("count") } },
      ["pending count (dropped-from-git) by helm"],
    ],
    [
      "git added an item",
      {
        git: { ports: [{ port: 80 }, { port: 81 }] },
        base: { ports: [{ port: 80 }] },
        live: { ports: [{ port: 80, protocol: "TCP" }] },
      },
      ["pending ports/[port=81,protocol=TCP]"],
    ],
    [
      "git changed two rules",
      {
        git: { rules: [{ weight: 2 }, { weight: 2 }] },
        base: { rules: [{ weight: 1 }, { weight: 1 }] },
        live: { rules: [{ weight: 1 }, { weight: 1 }] },
      },
      ["pending rules"],
    ],
    [
      "git added a rule",
      {
        git: { rules: [{ name: "a" }, { name: "b" }] },
        base: { rules: [{ name: "a" }] },
        live: { rules: [{ name: "a" }] },
      },
      ["pending rules"],
    ],
    ["the object was not there", { git: { count: 2 }, base: null, live: { count: 1 } }, ["changed count"]],
  ])("with a last-synced revision: %s", (_what, { git, base, live, owners = { helm: wrote(".") } }, expected) => {
    const input = { desired: widget(git), base: base === null ? null : widget(base), live: widget(live, owners) };
    expect(compareObject({ ...input, schema: SCHEMA, deployers: KNOWN_DEPLOYERS }).map(short)).toEqual(expected);
  });

  it("leaves out what is unstable, what is scaled and a status", () => {
    const desired = { ...widget({ replicas: 1, count: 1, config: { a: 1 } }), status: { a: 1 } };
    const live = { ...widget({ replicas: 2, count: 2, config: { a: 2 } }), status: { a: 2 } };
    const scaled = new Set(["kafka.strimzi.io/Widget//w"]);
    const input = { desired, live, schema: null, deployers: [], scaled, unstable: [["spec", "config"]] };
    expect(compareObject(input).map(short)).toEqual(["changed count"]);
  });

  it.each([
    ["holdfast:same", true, []],
    ["holdfast:different", true, ["changed config/a"]],
    ["holdfast:unknown", true, ["unreadable config/a (masked)"]],
    ["holdfast:same", false, ["unreadable config/a (masked)"]],
  ])("takes the mark %s of a recording that holds: %s", (mark, marksHold, expected) => {
    expect(found({ git: { config: { a: "x" } }, live: { config: { a: mark } }, marksHold })).toEqual(expected);
  });
});
