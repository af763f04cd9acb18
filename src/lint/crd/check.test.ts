import { describe, expect, it } from "vitest";
import type { Json, JsonObject, KubernetesObject } from "../../vocabulary/index.ts";
import { checkAgainstDefinition, undefinedKinds } from "./check.ts";
import { definitionIn, definitionsOf } from "./definition.ts";

const SPEC: JsonObject = {
  type: "object",
  required: ["size"],
  properties: {
    size: { type: "integer", minimum: 1 },
    mode: { type: "string", enum: ["fast", "safe"] },
    password: { type: "string", pattern: "^[a-z]+$", maxLength: 8 },
    link: { type: "string", format: "uri" },
    hosts: {
      type: "array",
      "x-kubernetes-list-type": "map",
      "x-kubernetes-list-map-keys": ["name"],
      items: { type: "object", properties: { name: { type: "string" }, port: { type: "integer" } } },
    },
    amount: { type: "string", "x-kubernetes-validations": [{ rule: "isQuantity(self)" }] },
    limits: {
      type: "object",
      properties: { min: { type: "integer" }, max: { type: "integer" } },
      "x-kubernetes-validations": [{ rule: "self.min <= self.max", message: "max is below min." }],
    },
  },
};

const CRD: KubernetesObject = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "widgets.example.test" },
  spec: {
    group: "example.test",
    names: { kind: "Widget" },
    versions: [
      { name: "v1beta1", served: false, schema: { openAPIV3Schema: { type: "object" } } },
      { name: "v1", served: true, schema: { openAPIV3Schema: { type: "object", properties: { spec: SPEC } } } },
    ],
  },
};

function widget(spec: Json, version = "v1"): KubernetesObject {
  return { apiVersion: `example.test/${version}`, kind: "Widget", metadata: { name: "w", namespace: "n" }, spec };
}

const DEFINITIONS = definitionsOf([CRD], []);

describe("lint/crd/check", () => {
  it.each<[string, JsonObject, string[]]>([
    ["nothing", { size: 1, mode: "fast", hosts: [{ name: "a", port: 1 }] }, []],
    [
      "a misspelt field",
      { size: 1, modee: "fast" },
      ["/spec/modee of Widget w is not in the schema of its CRD, so the API server drops it; perhaps mode was meant"],
    ],
    [
      "a field that stands too deep",
      { size: 1, hosts: [{ name: "a", mode: "fast" }] },
      [
        "/spec/hosts/[name=a]/mode of Widget w is not in the schema of its CRD, so the API server drops it; the schema has it at /spec/mode, so look at the indentation",
      ],
    ],
    [
      "a missing field",
      {},
      ["/spec/size of Widget w is required, but not set; as it is, the API server refuses the whole object"],
    ],
    [
      "another type",
      { size: "1" },
      ["/spec/size of Widget w must be a whole number, not text; as it is, the API server refuses the whole object"],
    ],
    [
      "no choice",
      { size: 1, mode: "quick" },
      ["/spec/mode of Widget w must be one of fast, safe; as it is, the API server refuses the whole object"],
    ],
    [
      "a broken rule",
      { size: 1, limits: { min: 2, max: 1 } },
      [
        "/spec/limits of Widget w breaks a rule of its CRD: max is below min; as it is, the API server refuses the whole object",
      ],
    ],
  ])("says what is wrong with %s", (_, spec, statements) => {
    const { differences } = checkAgainstDefinition(widget(spec), DEFINITIONS);
    expect(differences.map(({ statement }) => statement)).toEqual(statements);
  });

  it("never quotes the value of the object", () => {
    const spec = { size: -4711, mode: "hunter2", password: "HUNTER2HUNTER2", hosts: "hunter2", limits: "hunter2" };
    const { differences } = checkAgainstDefinition(widget(spec), DEFINITIONS);
    expect(differences).toHaveLength(5);
    expect(JSON.stringify(differences)).not.toMatch(/hunter2|4711/i);
  });

  it("makes pruned fields and refused ones different kinds, at the layer of the rendering", () => {
    const { differences } = checkAgainstDefinition(widget({ size: 0, modee: 1 }), DEFINITIONS);
    expect(differences).toMatchObject([
      {
        kind: "pruned",
        reason: "unknown-field",
        layer: "render",
        path: ["spec", "modee"],
        resource: { namespace: "n" },
      },
      { kind: "lost-intent", reason: "refused-field", layer: "render", path: ["spec", "size"] },
    ]);
  });

  it("tells of a field once, however much is wrong with it", () => {
    const { differences } = checkAgainstDefinition(
      widget({ size: 1.5, hosts: [{ name: "a" }, { name: "a" }] }),
      DEFINITIONS,
    );
    expect(differences.map(({ path }) => path.length)).toEqual([2, 3]);
  });

  it("refuses the whole object when its version is not served", () => {
    const { differences } = checkAgainstDefinition(widget({}, "v1beta1"), DEFINITIONS);
    expect(differences).toMatchObject([
      {
        path: [],
        reason: "refused-field",
        statement: "Widget w is declared as example.test/v1beta1, which its CRD does not serve; write example.test/v1",
      },
    ]);
  });

  it("says what it cannot judge instead of guessing", () => {
    const check = checkAgainstDefinition(widget({ size: 1, link: "no link", amount: "5 apples" }), DEFINITIONS);
    expect(check).toEqual({
      differences: [],
      unjudged: [
        "widgets.example.test: the format uri",
        'widgets.example.test: the rule "isQuantity(self)", because it uses isQuantity()',
      ],
    });
  });

  it("says nothing of a kind without a definition, and names it", () => {
    const gadget = { ...widget({ anything: 1 }), kind: "Gadget" };
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "p" } };
    const role = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", metadata: { name: "r" } };
    expect(checkAgainstDefinition(gadget, DEFINITIONS)).toEqual({ differences: [], unjudged: [] });
    expect(undefinedKinds([gadget, gadget, widget({}), pod, role], DEFINITIONS)).toEqual(["Gadget (example.test)"]);
  });

  it("prefers the definition that the environment renders to that of a file", () => {
    const lenient = definitionIn(JSON.parse(JSON.stringify(CRD).replace('"minimum":1', '"minimum":-9')));
    if (lenient === null) throw new Error("no definition");
    const object = widget({ size: 0 });
    expect(checkAgainstDefinition(object, definitionsOf([], [lenient])).differences).toEqual([]);
    expect(checkAgainstDefinition(object, definitionsOf([CRD], [lenient])).differences).toHaveLength(1);
  });
});
