import { describe, expect, it } from "vitest";
import { differenceOf, findingOf, KAFKA } from "../../findings/fixture.ts";
import type { Difference, ReviewedResource } from "../../vocabulary/index.ts";
import { driftCollisions } from "./drift.ts";

const FIELD = { path: "/spec/kafka/replicas", keyedPath: "/spec/kafka/replicas", before: 3, after: 5 };

describe("review/live/drift", () => {
  it.each<[string, Partial<Difference>, Partial<ReviewedResource>, boolean]>([
    ["the same field", {}, {}, true],
    ["a field below it", { path: ["spec", "kafka", "replicas", "x"] }, {}, true],
    ["a map around it", { path: ["spec", "kafka"] }, {}, true],
    ["the whole object is missing", { kind: "missing", path: [] }, {}, true],
    ["another field", { path: ["spec", "kafka", "version"] }, {}, false],
    ["a field whose name only begins alike", { path: ["spec", "kafka", "replicasMax"] }, {}, false],
    ["another object", { resource: { ...KAFKA, name: "other" } }, {}, false],
    ["another version of the same object", { resource: { ...KAFKA, version: "v1beta2" } }, {}, true],
    ["what is pending is no drift", { kind: "pending" }, {}, false],
    ["any drift of an object that goes", { path: ["metadata", "labels", "x"] }, whole("removed"), true],
    ["drift of the object under its former name", {}, { formerly: KAFKA, resource: { ...KAFKA, name: "new" } }, true],
  ])("%s", (...[, difference, reviewed, collides]) => {
    const resources = [{ ...resource(), ...reviewed }];
    expect(driftCollisions([findingOf(difference)], { resources })).toHaveLength(collides ? 1 : 0);
  });

  it("says who changed it, and what the sync does", () => {
    const attribution = { manager: "kubectl-edit", operation: "Update", time: "2026-11-20T08:00:00Z" } as const;
    const finding = findingOf({ ...differenceOf(), attribution, live: 4 });
    expect(driftCollisions([finding], { resources: [resource()] })).toMatchObject([
      {
        reason: "live-drift",
        manager: "kubectl-edit",
        time: attribution.time,
        after: 5,
        live: 4,
        message:
          "Kafka alert-broker /spec/kafka/replicas was changed in the cluster by kubectl-edit, and this change sets it too: the next sync overwrites what is live.",
      },
    ]);
  });
});

function resource(): ReviewedResource {
  return {
    application: "alert-stream-broker",
    system: "kafka-cluster",
    resource: KAFKA,
    change: "changed",
    formerly: null,
    fields: [FIELD],
    effects: [],
  };
}

function whole(change: ReviewedResource["change"]): Partial<ReviewedResource> {
  return { change, fields: [{ path: "", keyedPath: "", before: {} }] };
}
