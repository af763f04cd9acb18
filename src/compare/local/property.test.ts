import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isJsonObject, type Json, type JsonObject, toKeyedPath } from "../../vocabulary/index.ts";
import { KNOWN_DEPLOYERS } from "../deployer.ts";
import { widget, widgetSchema, wrote } from "../testing/widget.ts";
import { compareObject } from "./index.ts";

const SCHEMA = widgetSchema();

const word = fc.constantFrom("a", "b", "c", "d");
const quantity = fc.integer({ min: 1, max: 64 });
const port = fc.record({ port: fc.integer({ min: 1, max: 9 }), note: word }, { requiredKeys: ["port"] });
const rule = fc.record({ name: word, verbs: fc.array(word), weight: quantity }, { requiredKeys: ["name"] });

/** The spec of a widget, as git may declare it. */
const spec = fc.record(
  {
    size: quantity,
    count: fc.integer(),
    on: fc.boolean(),
    config: fc.dictionary(word, fc.oneof(fc.integer({ min: 0, max: 1e9 }), fc.boolean(), word)),
    limits: fc.dictionary(word, quantity),
    selector: fc.dictionary(word, word),
    tags: fc.uniqueArray(word),
    words: fc.array(word),
    ports: fc.uniqueArray(port, { selector: (item) => item.port, maxLength: 4 }),
    rules: fc.array(rule, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

function differences(git: JsonObject, live: JsonObject, owners = {}): ReturnType<typeof compareObject> {
  return compareObject({
    desired: widget(git),
    live: widget(live, owners),
    schema: SCHEMA,
    deployers: KNOWN_DEPLOYERS,
  });
}

/** Another legal spelling of the same spec, as a server or a person may write it. */
function respelled(value: JsonObject): JsonObject {
  const copy = structuredClone(value);
  if (typeof copy["size"] === "number") copy["size"] = `${copy["size"] * 1000}m`;
  if (isJsonObject(copy["limits"])) copy["limits"] = mapValues(copy["limits"], (item) => `${Number(item) * 1000}m`);
  if (isJsonObject(copy["config"])) copy["config"] = mapValues(copy["config"], (item) => spelledConfig(item));
  for (const list of ["tags", "ports"]) if (Array.isArray(copy[list])) copy[list] = copy[list].toReversed();
  if (Array.isArray(copy["ports"])) copy["ports"] = copy["ports"].map((item) => ({ protocol: "TCP", ...Object(item) }));
  return Object.fromEntries(Object.entries({ ...copy, mode: "safe", at: null }).toReversed());
}

function spelledConfig(value: Json): Json {
  return typeof value === "number"
    ? value % 2 === 0
      ? value.toExponential()
      : String(value)
    : typeof value === "boolean"
      ? String(value)
      : value;
}

function mapValues(map: JsonObject, change: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value ?? null)]));
}

/** A live object never lacks what the server fills in. */
function isDefaulted(field: unknown): boolean {
  return field === "mode" || field === "protocol";
}

/** One change by hand, and the path at which it must show. */
const MUTATIONS: readonly {
  readonly owns: string;
  readonly at: string;
  readonly change: (live: JsonObject) => void;
}[] = [
  { owns: "count", at: "/spec/count", change: (live) => (live["count"] = Number(live["count"] ?? 0) + 1) },
  { owns: "size", at: "/spec/size", change: (live) => (live["size"] = "65") },
  { owns: "mode", at: "/spec/mode", change: (live) => (live["mode"] = "fast") },
  {
    owns: "words",
    at: "/spec/words",
    change: (live) => (live["words"] = [...((live["words"] as Json[]) ?? []), "new"]),
  },
];

describe("compare/local, for any widget", () => {
  it("compare(x, x) is empty", () => {
    fc.assert(
      fc.property(spec, (git) => {
        expect(differences(git, git)).toEqual([]);
      }),
    );
  });

  it("a legal respelling is no difference, in either direction", () => {
    const owners = { helm: wrote(".", "mode") };
    fc.assert(
      fc.property(spec, (git) => {
        expect(differences(git, respelled(git), owners)).toEqual([]);
        expect(differences(respelled(git), git, owners).filter(({ path }) => !isDefaulted(path.at(-1)))).toEqual([]);
      }),
    );
  });

  it("each single change is found exactly once, at its place and with its manager", () => {
    fc.assert(
      fc.property(spec, fc.constantFrom(...MUTATIONS), (git, { owns, at, change }) => {
        const live = structuredClone(git) as JsonObject;
        change(live);
        const found = differences(git, live, { helm: wrote("."), "kubectl-edit": wrote(owns) });
        expect(found.map(({ path, attribution }) => [toKeyedPath(path), attribution?.manager])).toEqual([
          [at, "kubectl-edit"],
        ]);
      }),
    );
  });

  it("a key that somebody adds to a map is found exactly once", () => {
    fc.assert(
      fc.property(spec, fc.constantFrom("config", "limits"), (git, map) => {
        const live = structuredClone({ ...git, [map]: { z: 1, ...git[map as "config"] } }) as JsonObject;
        const found = differences({ ...git, [map]: git[map as "config"] ?? {} }, live, {
          "kubectl-edit": wrote(`${map}/z`),
        });
        expect(found.map(({ kind, path }) => `${kind} ${toKeyedPath(path)}`)).toEqual([`added /spec/${map}/z`]);
      }),
    );
  });

  it("whatever a key of a map held, its deletion is found exactly once", () => {
    fc.assert(
      fc.property(spec, fc.constantFrom("config", "limits", "selector"), word, (git, map, key) => {
        const had = { ...(git[map as "config"] ?? {}), [key]: "1" };
        const { [key]: _, ...rest } = had;
        const found = differences({ ...git, [map]: had }, { ...git, [map]: rest });
        expect(found.map(({ kind, path }) => `${kind} ${toKeyedPath(path)}`)).toEqual([`removed /spec/${map}/${key}`]);
      }),
    );
  });
});
