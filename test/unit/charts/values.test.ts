import { describe, expect, it } from "vitest";
import { isMap, isPair, isScalar, LineCounter, type Pair, parseDocument, visit } from "yaml";
import { isJsonObject, type JsonObject } from "../../../src/vocabulary/index.ts";
import { CHARTS, HELMS, readChartFile, SLOW, templateWith } from "./helm.ts";
import { pick } from "./pick.ts";

describe("charts/values", { timeout: SLOW }, () => {
  describe.each(CHARTS)("%s", (chart) => {
    it("documents every value in one line above it", async () => {
      expect(undocumented(await readChartFile(chart, "values.yaml"))).toEqual([]);
    });

    it("has a schema for exactly the values that it documents", async () => {
      const schema = await schemaOf(chart);
      const values: unknown = parseDocument(await readChartFile(chart, "values.yaml")).toJS();
      expect(new Set(leavesOf(schema))).toEqual(new Set(pathsOf(values, schema)));
    });

    it("closes every fixed shape of its schema", async () => {
      expect(openShapes(await schemaOf(chart))).toEqual([]);
    });

    it.each(HELMS)("refuses an unknown key at every level with %s", async (major) => {
      const schema = await schemaOf(chart);
      const keys: string[] = [];
      const answer = await templateWith(major, chart, spoil(schema, keys));
      expect(answer.ok).toBe(false);
      expect(keys.length).toBeGreaterThan(1);
      for (const key of keys) expect(answer.text).toMatch(new RegExp(`[Aa]dditional propert.*\\b${key}\\b`));
    });
  });

  it.each([
    ["alert-stream-broker", { secrets: { kind: "file" } }, "kind"],
    ["alert-stream-broker", { kafka: { replicationFactor: "3" } }, "replicationFactor"],
    ["alert-stream-broker", { topics: [{ name: "alerts", partitions: 0 }] }, "partitions"],
    ["alert-stream-broker", { users: [{ name: "fink", readOnlyTopics: "alerts" }] }, "readOnlyTopics"],
    ["alert-stream-broker", { nodePools: { brokers: { nodeIds: "3-5" } } }, "nodeIds"],
    ["schema-registry", { compatibilityLevel: "None" }, "compatibilityLevel"],
    ["alert-stream-simulator", { schemaId: "1000" }, "schemaId"],
    ["alert-database", { ingester: { topics: "a,b" } }, "topics"],
    ["alert-database", { ingester: { autoscaling: { by: "vpa" } } }, "by"],
    [
      "alert-database",
      { server: { serviceAccount: { googleServiceAccount: "alertdb-reader" } } },
      "googleServiceAccount",
    ],
    ["strimzi-operator", { watchNamespaces: [] }, "watchNamespaces"],
    ["strimzi-registry-operator", { cluster: { namespace: null } }, "namespace"],
  ])("%s refuses %j", async (chart, values, key) => {
    const answer = await templateWith("helm-4", chart, values);
    expect(answer).toMatchObject({ ok: false, text: expect.stringContaining(key) });
  });

  it.each([
    ["alert-database", {}, "objectStore.alertBucket is needed"],
    ["alert-stream-broker", { users: [{ name: "fink", readOnlyTopics: [] }] }, "secrets.vaultPath is needed"],
    [
      "alert-stream-broker",
      { users: [{ name: "fink", readOnlyTopics: [] }], secrets: { kind: "plain" } },
      "secrets.data.fink-password is needed",
    ],
    ["schema-registry", { ingress: { enabled: true } }, "ingress.host is needed"],
  ])("%s says what %j lacks", async (chart, values, sentence) => {
    expect(await templateWith("helm-4", chart, values)).toMatchObject({
      ok: false,
      text: expect.stringContaining(sentence),
    });
  });

  it.each([
    [
      "alert-stream-broker",
      { kafka: { config: null }, topics: null, users: null, superusers: null, topicDefaults: { config: null } },
    ],
    ["alert-stream-broker", { nodePools: { brokers: { resources: null, affinity: null, tolerations: null } } }],
    ["schema-registry", { resources: null }],
    ["alert-stream-simulator", { resources: null }],
    ["strimzi-operator", { resources: null }],
    ["strimzi-registry-operator", { resources: null }],
  ])("%s renders %j", async (chart, values) => {
    for (const major of HELMS) expect(await templateWith(major, chart, values)).toMatchObject({ ok: true });
  });
});

/** The schema of a chart's values, its references resolved. */
async function schemaOf(chart: string): Promise<unknown> {
  const schema: unknown = JSON.parse(await readChartFile(chart, "values.schema.json"));
  if (!isJsonObject(schema)) throw new Error(`the schema of ${chart} is not an object`);
  return resolved(schema, schema);
}

/** Keys of values.yaml whose value is a scalar, a list or a free map, and that have no `# --` line above them. */
function undocumented(source: string): string[] {
  const counter = new LineCounter();
  const lines = source.split("\n");
  const keys: string[] = [];
  visit(parseDocument(source, { lineCounter: counter }), {
    Pair(_, pair) {
      const line = lineOf(pair, counter);
      const documented = /^\s*# -- \S.*[.>]$/.test(lines[line - 2] ?? "");
      if (documented) return visit.SKIP;
      if (!isMap(pair.value) || pair.value.items.length === 0) keys.push(String(pair.key));
      return undefined;
    },
  });
  return keys;
}

function lineOf(pair: Pair, counter: LineCounter): number {
  if (!isPair(pair) || !isScalar(pair.key)) throw new Error("a key that is not a scalar");
  return counter.linePos(pair.key.range?.[0] ?? 0).line;
}

/** A schema with its references replaced by what they refer to. */
function resolved(node: unknown, root: JsonObject): unknown {
  if (Array.isArray(node)) return node.map((item) => resolved(item, root));
  if (!isJsonObject(node)) return node;
  const reference = node["$ref"];
  if (typeof reference === "string") return resolved(pick(root, ...reference.slice("#/".length).split("/")), root);
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolved(value, root)]));
}

/** The properties of a fixed shape; empty for anything else. `global` is Helm's own. */
function propertiesOf(schema: unknown): [string, JsonObject][] {
  const properties = pick(schema, "properties");
  if (!isJsonObject(properties)) return [];
  return Object.entries(properties).flatMap(([key, value]) =>
    key !== "global" && isJsonObject(value) ? [[key, value]] : [],
  );
}

/** Where a schema has a fixed shape that lets in unknown keys. */
function openShapes(schema: unknown, at = ""): string[] {
  if (!isJsonObject(schema)) return [];
  const open = isJsonObject(schema["properties"]) && schema["additionalProperties"] !== false;
  const below = Object.entries(schema).flatMap(([key, value]) => openShapes(value, `${at}/${key}`));
  return open ? [at, ...below] : below;
}

/** Paths of the values that a schema knows, down to where a shape is free, a list or nullable. */
function leavesOf(schema: unknown, at = ""): string[] {
  return propertiesOf(schema).flatMap(([key, value]) => {
    const path = `${at}/${key}`;
    return value["type"] === "object" ? leavesOf(value, path) : [path];
  });
}

/** Paths of the values that values.yaml gives, as deep as the schema goes. */
function pathsOf(values: unknown, schema: unknown, at = ""): string[] {
  if (!isJsonObject(values)) return [];
  const properties = new Map(propertiesOf(schema));
  return Object.entries(values).flatMap(([key, value]) => {
    const path = `${at}/${key}`;
    const below = properties.get(key);
    return below?.["type"] === "object" ? pathsOf(value, below, path) : [path];
  });
}

/** Values with one key in every fixed shape that the schema does not know; `keys` gets their names. */
function spoil(schema: unknown, keys: string[]): JsonObject {
  const key = `unheardOf${keys.length}x`;
  keys.push(key);
  const values: JsonObject = { [key]: true };
  for (const [name, property] of propertiesOf(schema)) {
    if (isJsonObject(property["properties"])) values[name] = spoil(property, keys);
    else if (isJsonObject(pick(property, "items", "properties"))) values[name] = [spoil(property["items"], keys)];
  }
  return values;
}
