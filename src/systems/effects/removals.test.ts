import { describe, expect, it } from "vitest";
import { resourceOf } from "../../vocabulary/index.ts";
import { type Edit, intentOf, put, without } from "../testing/intent.ts";
import { wholeSystem } from "../testing/services-intent.ts";
import { foretellCluster, foretellTopic, foretellUser } from "./index.ts";
import { foretellNodes } from "./kafka/nodes.ts";

const same: Edit = (all) => all;
const unsure = (title: string) =>
  `${title} is no longer declared here, though another application that could not be rendered may declare it; where it is pruned`;
const option = (text: string) =>
  put("KafkaTopic alerts", "metadata/annotations", { "argocd.argoproj.io/sync-options": text });

/** What is told of an object that goes, while another application of the namespace was not rendered. */
function goneOf(title: string, given: Edit, unrendered: readonly string[]): readonly string[] {
  const objects = given(wholeSystem());
  const before = objects.find(({ kind, metadata }) => `${kind} ${metadata.name}` === title);
  if (before === undefined) throw new Error(`the system has no ${title}`);
  const change = { before: intentOf(objects), after: intentOf(without(title)(objects), unrendered) };
  const one = { application: "alert-stream-broker", resource: resourceOf(before), formerly: null, before, after: null };
  const object = { ...one, template: null, fields: [], change };
  return [foretellCluster, foretellTopic, foretellUser].flatMap((foretell) =>
    foretell(object).map(({ name, message }) => `${name}: ${message}`),
  );
}

describe("systems/effects/removals", () => {
  it.each([
    [
      "KafkaTopic alerts",
      `topic-deleted: ${unsure("KafkaTopic alerts")}, Strimzi deletes topic alerts and its messages`,
    ],
    ["KafkaUser alerce", `user-deleted: ${unsure("KafkaUser alerce")}, Strimzi deletes its login and ACLs`],
    ["Kafka alert-broker", `data-deleted: ${unsure("Kafka alert-broker")}, the whole cluster goes`],
    [
      "KafkaNodePool broker",
      `data-deleted: ${unsure("KafkaNodePool broker")}, its nodes and their copies of partitions go`,
    ],
  ])("tells of %s where not all is known, and leaves it to the risk where it is", (title, found) => {
    expect(goneOf(title, same, ["kafka"])).toEqual([`${found}.`]);
    expect(goneOf(title, same, ["elsewhere"])).toEqual([]);
  });

  it.each([
    ["Prune=false", 0],
    ["Delete=false", 1],
  ])("takes a topic with %s for %i deletions", (text, count) => {
    expect(goneOf("KafkaTopic alerts", option(text), ["kafka"])).toHaveLength(count);
  });

  it.each([
    [
      1,
      [
        "KafkaNodePool controller goes from 3 nodes to 1, so 2 controllers fewer vote in the quorum that keeps the metadata of Kafka.",
      ],
    ],
    [5, []],
  ])("tells of controllers that go where a pool of 3 has %i", (replicas, found) => {
    const objects = wholeSystem();
    const now = put("KafkaNodePool controller", "spec/replicas", replicas)(objects);
    const [before, after] = [objects, now].map((all) => all.find(({ metadata }) => metadata.name === "controller"));
    if (before === undefined || after === undefined) throw new Error("the system has a pool of controllers");
    const [fields, change] = [[{ path: ["spec", "replicas"] }], { before: intentOf(objects), after: intentOf(now) }];
    const update = { before, after, fields, change };
    expect(foretellNodes(update).map(({ message }) => message)).toEqual(found);
  });
});
