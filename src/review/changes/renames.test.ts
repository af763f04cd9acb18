import { describe, expect, it } from "vitest";
import type { KubernetesObject } from "../../vocabulary/index.ts";
import { renamesAmong } from "./renames.ts";

interface Placed {
  readonly object: KubernetesObject;
}

function topic(name: string, spec: Readonly<Record<string, string | number>>, namespace = "ns"): Placed {
  return { object: { apiVersion: "kafka.strimzi.io/v1", kind: "KafkaTopic", metadata: { name, namespace }, spec } };
}

/** Topics of one name each, whose content is told apart by one field of four. */
function topics(prefix: string, count: number, own: (index: number) => number): readonly Placed[] {
  return Array.from({ length: count }, (_, index) => {
    const retention = own(index);
    return topic(`${prefix}-${index}`, { partitions: 3, replicas: 3, retention, segment: `s${retention}` });
  });
}

function named(removed: readonly Placed[], added: readonly Placed[]): readonly string[] {
  return renamesAmong(removed, added).map(({ before, after }) => {
    const [was, is] = [before.object.metadata, after.object.metadata];
    return `${was.namespace}/${was.name} -> ${is.namespace}/${is.name}`;
  });
}

const SAME = { partitions: 3, replicas: 3 };

describe("review/changes/renames", () => {
  it.each<[string, readonly Placed[], readonly Placed[], readonly string[]]>([
    ["a namespace move", [topic("a", SAME)], [topic("a", SAME, "new")], ["ns/a -> new/a"]],
    ["a new name", [topic("a", SAME)], [topic("b", SAME)], ["ns/a -> ns/b"]],
    ["neither the same name nor the same namespace", [topic("a", SAME)], [topic("b", SAME, "new")], []],
    ["two that are equally alike", [topic("a", SAME)], [topic("b", SAME), topic("c", SAME)], []],
    ["a new name beside the same name", [topic("a", SAME)], [topic("b", SAME), topic("a", SAME, "new")], []],
    ["too little in common", [topic("a", { x: 1, y: 2, z: 3 })], [topic("b", { x: 1, y: 3, z: 4 })], []],
    ["a part of it", [topic("a", { x: 1 })], [topic("b", { x: 1, y: 2, z: 3, w: 4 })], []],
  ])("pairs %s", (...[, removed, added, expected]) => {
    expect(named(removed, added)).toEqual(expected);
  });

  it.each([400, 2000])("pairs %d topics of their own content within seconds", (count) => {
    const [removed, added] = ["old", "new"].map((prefix) => topics(prefix, count, (index) => index)) as [
      readonly Placed[],
      readonly Placed[],
    ];
    const started = performance.now();
    expect(named(removed, added.toReversed())).toHaveLength(count);
    expect(performance.now() - started).toBeLessThan(6000);
  });

  it.each([400, 2000])("leaves %d equal topics alone within seconds", (count) => {
    const started = performance.now();
    const equal = (prefix: string): readonly Placed[] => topics(prefix, count, () => 1);
    expect(named(equal("old"), equal("new"))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(6000);
  });
});
