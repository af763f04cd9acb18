import { describe, expect, it } from "vitest";
import { type Json, type KubernetesObject, toKeyedPath, toPointer } from "../../vocabulary/index.ts";
import { fieldChanges } from "./index.ts";

function object(spec: Json, type = "apps/v1 Deployment"): KubernetesObject {
  const [apiVersion = "", kind = ""] = type.split(" ");
  return { apiVersion, kind, metadata: { name: "web", namespace: "ns" }, spec };
}

/** Each change in one line: the pointer, the keyed path where it reads differently, and both values. */
function changes(before: KubernetesObject, after: KubernetesObject): string[] {
  return fieldChanges(before, after).map(({ path, before: old, after: now }) => {
    const [pointer, keyed] = [toPointer(path), toKeyedPath(path)];
    const text = (value: Json | undefined): string => JSON.stringify(value) ?? "nothing";
    return `${pointer}${keyed === pointer ? "" : ` ${keyed}`}: ${text(old)} -> ${text(now)}`;
  });
}

interface Row {
  readonly what: string;
  readonly before: Json;
  readonly after: Json;
  readonly found: readonly string[];
  readonly type?: string;
}

const C = (name: string, rest: Record<string, Json> = {}): Json => ({ name, ...rest });

const ROWS: readonly Row[] = [
  { what: "nothing", before: { a: 1 }, after: { a: 1 }, found: [] },
  { what: "a null, which is an absent field", before: { a: null }, after: {}, found: [] },
  { what: "a null in place of a value", before: { a: 1 }, after: { a: null }, found: ["/spec/a: 1 -> nothing"] },
  { what: "a scalar", before: { a: 1 }, after: { a: 2 }, found: ["/spec/a: 1 -> 2"] },
  { what: "a number as text", before: { a: 1 }, after: { a: "1" }, found: ['/spec/a: 1 -> "1"'] },
  {
    what: "a number as text where Kubernetes reads quantities",
    before: { resources: { limits: { cpu: 1, memory: "1Gi" } } },
    after: { resources: { limits: { cpu: "1000m", memory: "1024Mi" } } },
    found: [],
  },
  {
    what: "a number as text where Kafka reads texts",
    before: { config: { "retention.ms": 3_600_000 } },
    after: { config: { "retention.ms": "3600000" } },
    found: [],
    type: "kafka.strimzi.io/v1 KafkaTopic",
  },
  {
    what: "a number as text in the config map of another kind",
    before: { config: { size: 1 } },
    after: { config: { size: "1" } },
    found: ['/spec/config/size: 1 -> "1"'],
  },
  { what: "a map that comes", before: {}, after: { a: { b: 1 } }, found: ['/spec/a: nothing -> {"b":1}'] },
  { what: "an empty map that comes", before: {}, after: { emptyDir: {} }, found: ["/spec/emptyDir: nothing -> {}"] },
  {
    what: "a container put in front, which moves no other",
    before: { containers: [C("web", { image: "web:1" })] },
    after: { containers: [C("proxy"), C("web", { image: "web:2" })] },
    found: [
      '/spec/containers/0 /spec/containers/[name=proxy]: nothing -> {"name":"proxy"}',
      '/spec/containers/1/image /spec/containers/[name=web]/image: "web:1" -> "web:2"',
    ],
  },
  {
    what: "a container taken away, by its place before",
    before: { containers: [C("proxy"), C("web")] },
    after: { containers: [C("web")] },
    found: ['/spec/containers/0 /spec/containers/[name=proxy]: {"name":"proxy"} -> nothing'],
  },
  {
    what: "a field taken away from a container that moved, by its place before",
    before: { containers: [C("proxy"), C("web", { tty: true })] },
    after: { containers: [C("web")] },
    found: [
      '/spec/containers/0 /spec/containers/[name=proxy]: {"name":"proxy"} -> nothing',
      "/spec/containers/1/tty /spec/containers/[name=web]/tty: true -> nothing",
    ],
  },
  {
    what: "containers in another order, as one difference",
    before: { initContainers: [C("a"), C("b")] },
    after: { initContainers: [C("b"), C("a")] },
    found: ['/spec/initContainers: [{"name":"a"},{"name":"b"}] -> [{"name":"b"},{"name":"a"}]'],
  },
  {
    what: "a port that is said to be TCP",
    before: { ports: [{ containerPort: 80 }] },
    after: { ports: [{ containerPort: 80, protocol: "TCP" }] },
    found: ['/spec/ports/0/protocol /spec/ports/[containerPort=80,protocol=TCP]/protocol: nothing -> "TCP"'],
  },
  {
    what: "another number of a named port",
    before: { ports: [{ name: "http", port: 80 }] },
    after: { ports: [{ name: "http", port: 8080 }] },
    found: ["/spec/ports/0/port /spec/ports/[port=8080,protocol=TCP]/port: 80 -> 8080"],
    type: "v1 Service",
  },
  {
    what: "a volume of a pool by its id",
    before: {
      storage: {
        volumes: [
          { id: 0, size: "1Gi" },
          { id: 1, size: "1Gi" },
        ],
      },
    },
    after: { storage: { volumes: [{ id: 1, size: "2Gi" }] } },
    found: [
      '/spec/storage/volumes/0 /spec/storage/volumes/[id=0]: {"id":0,"size":"1Gi"} -> nothing',
      '/spec/storage/volumes/0/size /spec/storage/volumes/[id=1]/size: "1Gi" -> "2Gi"',
    ],
    type: "kafka.strimzi.io/v1 KafkaNodePool",
  },
  {
    what: "an item without keys put in front of others",
    before: { acls: [{ host: "a" }, { host: "b" }] },
    after: { acls: [{ host: "new" }, { host: "a" }, { host: "b" }] },
    found: ['/spec/acls/0: nothing -> {"host":"new"}'],
  },
  {
    what: "an item without keys put in, and another changed",
    before: {
      rules: [
        { host: "a", path: "/" },
        { host: "b", path: "/" },
      ],
    },
    after: {
      rules: [
        { host: "new", path: "/new" },
        { host: "a", path: "/" },
        { host: "b", path: "/b" },
      ],
    },
    found: ['/spec/rules/0: nothing -> {"host":"new","path":"/new"}', '/spec/rules/2/path: "/" -> "/b"'],
  },
  {
    what: "a flag put in, and another with a new value",
    before: { args: ["run", "--topic=a", "--broker=b"] },
    after: { args: ["run", "--verbose", "--topic=a2", "--broker=b"] },
    found: ['/spec/args/1: nothing -> "--verbose"', '/spec/args/2: "--topic=a" -> "--topic=a2"'],
  },
  {
    what: "two items with one name, by their content",
    before: { env: [C("A", { value: "1" }), C("A", { value: "2" })] },
    after: { env: [C("A", { value: "1" }), C("A", { value: "3" })] },
    found: ['/spec/env/1/value: "2" -> "3"'],
  },
  { what: "a list in place of a map", before: { a: {} }, after: { a: [] }, found: ["/spec/a: {} -> []"] },
];

describe("review/changes/fields", () => {
  it.each(ROWS)("tells $what", ({ before, after, found, type }) => {
    expect(changes(object(before, type), object(after, type))).toEqual(found);
  });

  it("takes another version for a change of the same object", () => {
    const [old, now] = [object({}, "autoscaling/v2beta2 HorizontalPodAutoscaler"), object({}, "autoscaling/v2 X")];
    expect(changes(old, { ...now, kind: old.kind })).toEqual([
      '/apiVersion: "autoscaling/v2beta2" -> "autoscaling/v2"',
    ]);
  });

  it("compares ten thousand items in no time", () => {
    const items = Array.from({ length: 10_000 }, (_, index) => ({ host: `h${index}`, path: "/" }));
    const others = items.map((item, index) => (index % 2 === 0 ? item : { ...item, path: "/x" }));
    expect(fieldChanges(object({ rules: items }), object({ rules: others }))).toHaveLength(5000);
  });
});
