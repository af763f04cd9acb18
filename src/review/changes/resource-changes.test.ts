import { describe, expect, it } from "vitest";
import { traced } from "../../lint/testing/traced.ts";
import type { Hook, RenderedObject } from "../../render/index.ts";
import type { JsonObject, KubernetesObject, Path } from "../../vocabulary/index.ts";
import { toPointer } from "../../vocabulary/index.ts";
import type { ApplicationSides, ResourceChange } from "../sides.ts";
import { resourceChanges } from "./index.ts";

interface Sketch extends Partial<Omit<RenderedObject, "object">> {
  readonly object: KubernetesObject;
}

const HOOK: Hook = { by: "helm", phases: ["pre-upgrade"] };

function object(title: string, rest: JsonObject = {}, metadata: JsonObject = {}): KubernetesObject {
  const [apiVersion = "", kind = "", name = ""] = title.split(" ");
  return { apiVersion, kind, metadata: { name, namespace: "ns", ...metadata }, ...rest } as KubernetesObject;
}

function deployment(name: string, image = "web:1"): KubernetesObject {
  return object(`apps/v1 Deployment ${name}`, {
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: "main", image, ports: [{ containerPort: 80 }] }] },
      },
    },
  });
}

function topic(name: string, config: JsonObject, labels: JsonObject = {}): KubernetesObject {
  return object(`kafka.strimzi.io/v1 KafkaTopic ${name}`, { spec: { partitions: 4, replicas: 3, config } }, { labels });
}

function side(sketches: readonly (KubernetesObject | Sketch)[]): ApplicationSides["before"] {
  const rendered = sketches.map((one): RenderedObject => {
    const sketch: Sketch = "kind" in one && "metadata" in one ? { object: one as KubernetesObject } : (one as Sketch);
    return { template: null, hook: null, duplicateKeys: [], unstable: [], ...sketch };
  });
  const base = traced({ objects: rendered.map((one) => one.object) });
  return { ...base, rendering: { ...base.rendering, objects: rendered } };
}

function inShort({ resource, formerly, before, after, fields }: ResourceChange): string {
  const what = before === null ? "added" : after === null ? "removed" : formerly === null ? "changed" : "renamed";
  const was = formerly === null ? "" : ` from ${formerly.namespace}/${formerly.name}`;
  const paths = fields.map(({ path }) => toPointer(path) || "(whole)").join(" ");
  return `${what} ${resource.kind} ${resource.namespace}/${resource.name}${was}: ${paths}`;
}

type Objects = readonly (KubernetesObject | Sketch)[];

const UNSTABLE: Path = ["data", "token"];

const ROWS: readonly { what: string; before: Objects; after: Objects; found: readonly string[] }[] = [
  { what: "nothing", before: [deployment("web")], after: [deployment("web")], found: [] },
  {
    what: "a new object and one that goes",
    before: [object("v1 Service web", { spec: { ports: [] } })],
    after: [deployment("web")],
    found: ["added Deployment ns/web: (whole)", "removed Service ns/web: (whole)"],
  },
  {
    what: "a changed one",
    before: [deployment("web")],
    after: [deployment("web", "web:2")],
    found: ["changed Deployment ns/web: /spec/template/spec/containers/0/image"],
  },
  {
    what: "another version of the same",
    before: [object("kafka.strimzi.io/v1beta2 KafkaTopic alerts")],
    after: [object("kafka.strimzi.io/v1 KafkaTopic alerts")],
    found: ["changed KafkaTopic ns/alerts: /apiVersion"],
  },
  {
    what: "another name of the same content",
    before: [deployment("web")],
    after: [deployment("front", "web:2")],
    found: [
      "renamed Deployment ns/front from ns/web: /metadata/name /spec/selector/matchLabels/app /spec/template/metadata/labels/app /spec/template/spec/containers/0/image",
    ],
  },
  {
    what: "another namespace",
    before: [deployment("web"), deployment("other", "other:1")],
    after: [{ ...deployment("web"), metadata: { name: "web", namespace: "new" } }, deployment("other", "other:1")],
    found: ["renamed Deployment new/web from ns/web: /metadata/namespace"],
  },
  {
    what: "objects that share no content",
    before: [topic("alerts", { "retention.ms": 1 })],
    after: [object("kafka.strimzi.io/v1 KafkaTopic schemas", { spec: { partitions: 1, config: { a: "b" } } })],
    found: ["removed KafkaTopic ns/alerts: (whole)", "added KafkaTopic ns/schemas: (whole)"],
  },
  {
    what: "one that could be either of two",
    before: [topic("a", { x: 1 })],
    after: [topic("b", { x: 1 }), topic("c", { x: 1 })],
    found: ["removed KafkaTopic ns/a: (whole)", "added KafkaTopic ns/b: (whole)", "added KafkaTopic ns/c: (whole)"],
  },
  {
    what: "two of which one is more alike",
    before: [topic("a", { x: 1, y: 2 })],
    after: [topic("b", { x: 1, y: 2 }), topic("c", { x: 1, y: 3 })],
    found: ["renamed KafkaTopic ns/b from ns/a: /metadata/name", "added KafkaTopic ns/c: (whole)"],
  },
  {
    what: "objects with labels of the chart only",
    before: [object("v1 ServiceAccount a", {}, { labels: { "app.kubernetes.io/instance": "x" } })],
    after: [object("v1 ServiceAccount b", {}, { labels: { "app.kubernetes.io/instance": "x" } })],
    found: ["removed ServiceAccount ns/a: (whole)", "added ServiceAccount ns/b: (whole)"],
  },
  {
    what: "one kind in two groups",
    before: [object("a.io/v1 Thing x", { spec: { a: 1 } })],
    after: [object("b.io/v1 Thing y", { spec: { a: 1 } })],
    found: ["removed Thing ns/x: (whole)", "added Thing ns/y: (whole)"],
  },
  {
    what: "a hook, which is made anew anyway",
    before: [{ object: object("batch/v1 Job load-1", { spec: { template: { a: 1 } } }), hook: HOOK }],
    after: [{ object: object("batch/v1 Job load-2", { spec: { template: { a: 1 } } }), hook: HOOK }],
    found: ["removed Job ns/load-1: (whole)", "added Job ns/load-2: (whole)"],
  },
  {
    what: "a field that changes by itself",
    before: [{ object: object("v1 Secret s", { data: { token: "YQ==", a: "eA==" } }), unstable: [UNSTABLE] }],
    after: [{ object: object("v1 Secret s", { data: { token: "Yg==", a: "eA==" } }), unstable: [UNSTABLE] }],
    found: [],
  },
  {
    what: "an object that comes and goes by itself",
    before: [],
    after: [{ object: object("v1 ConfigMap now"), unstable: [[]] }],
    found: [],
  },
  {
    what: "the last of two under one name",
    before: [topic("a", { x: 1 }), topic("a", { x: 2 })],
    after: [topic("a", { x: 2 })],
    found: [],
  },
];

describe("review/changes/resource-changes", () => {
  it.each(ROWS)("tells $what", ({ before, after, found }) => {
    const sides = { name: "web", namespace: "ns", before: side(before), after: side(after) };
    expect(resourceChanges(sides).map(inShort)).toEqual(found);
  });

  it("is the same whatever the order of the manifests", () => {
    const [a, b, c] = [topic("a", { x: 1 }), topic("b", { y: 1, z: 1 }), deployment("c")];
    const old = { name: "web", namespace: "ns", before: side([]), after: side([a, b, c]) };
    const now = { name: "web", namespace: "ns", before: side([]), after: side([c, b, a]) };
    expect(resourceChanges(old)).toEqual(resourceChanges(now));
  });

  it("takes every object of an application for new, or gone, that is on one side only", () => {
    const application = side([deployment("web"), topic("a", {})]);
    const came = resourceChanges({ name: "web", namespace: "ns", before: null, after: application });
    const went = resourceChanges({ name: "web", namespace: "ns", before: application, after: null });
    expect(came.map(inShort)).toEqual(["added Deployment ns/web: (whole)", "added KafkaTopic ns/a: (whole)"]);
    expect(went.map(inShort)).toEqual(["removed Deployment ns/web: (whole)", "removed KafkaTopic ns/a: (whole)"]);
  });

  it("names the template of the side that it stands on", () => {
    const [one] = resourceChanges({
      name: "web",
      namespace: "ns",
      before: side([{ object: topic("a", {}), template: "web/templates/old.yaml" }]),
      after: side([]),
    });
    expect(one?.template).toBe("web/templates/old.yaml");
  });
});
