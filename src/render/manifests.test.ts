import { describe, expect, it } from "vitest";
import { toPointer } from "../vocabulary/index.ts";
import { readManifests } from "./manifests.ts";

const CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";

describe("render/manifests", () => {
  it("names the template of each document", () => {
    const stream = `---\n# Source: web/templates/a.yaml\n${CONFIG_MAP}---\n# Source: crds/b.yaml\n${CONFIG_MAP}---\n${CONFIG_MAP}`;
    expect(readManifests(stream).objects.map(({ template }) => template)).toEqual([
      "web/templates/a.yaml",
      "crds/b.yaml",
      "crds/b.yaml",
    ]);
  });

  it.each([
    ["nothing", ""],
    ["white space", "\n \n"],
    ["separators", "---\n---\n--- # x\n"],
    ["comments", "# a\n---\n# b\n"],
    ["null", "---\nnull\n"],
  ])("finds no object in %s", (_, stream) => {
    expect(readManifests(stream)).toEqual({ objects: [], failures: [] });
  });

  it.each([
    ["no mapping", "- a\n", "it is not a mapping"],
    ["no apiVersion", "kind: A\nmetadata: {name: a}\n", "it has no apiVersion"],
    ["no kind", "apiVersion: v1\nmetadata: {name: a}\n", "it has no kind"],
    ["an empty kind", "apiVersion: v1\nkind: ''\nmetadata: {name: a}\n", "it has no kind"],
    ["no metadata", "apiVersion: v1\nkind: A\n", "this A has no metadata"],
    ["no name", "apiVersion: v1\nkind: A\nmetadata: {}\n", "this A has no name that is text"],
    ["a number as name", "apiVersion: v1\nkind: A\nmetadata: {name: 5}\n", "this A has no name that is text"],
    [
      "a number as namespace",
      "apiVersion: v1\nkind: A\nmetadata: {name: a, namespace: 5}\n",
      "the namespace of A a is not text",
    ],
    ["infinity", `${CONFIG_MAP}data: .inf\n`, ".inf is not a number that JSON can hold"],
    ["broken YAML", `${CONFIG_MAP}data: [\n`, "unexpected end of the stream within a flow collection"],
  ])("refuses a document with %s and keeps the others", (_, document, why) => {
    const { objects, failures } = readManifests(`---\n# Source: web/templates/a.yaml\n${document}---\n${CONFIG_MAP}`);
    expect(objects).toHaveLength(1);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.reason).toBe("invalid-manifest");
    expect(failures[0]?.what).toBe("a document of web/templates/a.yaml");
    expect(failures[0]?.why).toContain(why);
  });

  it("counts a fault's line from the start of the rendering", () => {
    const { failures } = readManifests(`---\n${CONFIG_MAP}---\n# b\n${CONFIG_MAP}data: "\\q"\n`);
    expect(failures[0]?.why).toMatch(/line 12 of the rendering/);
  });

  it("opens a list, gives its items the list's header, and refuses a list in it as kubectl does", () => {
    const nested = "{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Secret, metadata: {name: b}}]}";
    const { objects, failures } = readManifests(
      `apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata: {name: a}\n---\napiVersion: v1\nkind: List\nitems: [${nested}]\n`,
    );
    expect(objects.map(({ object }) => `${object.kind} ${object.metadata.name}`)).toEqual(["ConfigMap a"]);
    expect(failures).toHaveLength(1);
  });

  it("names duplicate keys where they stand in their own object", () => {
    const stream = `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: A, metadata: {name: a}}\n- {apiVersion: v1, kind: A, metadata: {name: b}, spec: [{x: 1, x: 2}]}\n`;
    const [first, second] = readManifests(stream).objects;
    expect(first?.duplicateKeys).toEqual([]);
    expect(second?.duplicateKeys.map(toPointer)).toEqual(["/spec/0/x"]);
    expect(second?.object["spec"]).toEqual([{ x: 2 }]);
  });

  it("drops a null namespace, as the cluster does", () => {
    const { objects } = readManifests("apiVersion: v1\nkind: A\nmetadata: {name: a, namespace: }\n");
    expect(objects[0]?.object.metadata).toEqual({ name: "a" });
  });
});
