import { describe, expect, it } from "vitest";
import { isMisspelling } from "./similar.ts";

describe("lint/rules/unread/similar", () => {
  it.each([
    ["partitons", "partitions"],
    ["replica", "replicas"],
    ["retnetion", "retention"],
    ["retention_ms", "retentionMs"],
    ["storageClas", "storageClass"],
    ["minInsyncReplica", "minInsyncReplicas"],
    ["afka", "kafka"],
    ["tag", "tags"],
    ["tga", "tag"],
    ["storageclassname", "storageClassName"],
  ])("takes %s for %s", (key, known) => {
    expect(isMisspelling(key, known)).toBe(true);
  });

  it.each([
    ["minReplicas", "maxReplicas"],
    ["host", "port"],
    ["host", "hostPath"],
    ["internal", "external"],
    ["topic1", "topic2"],
    ["enabled", "disabled"],
    ["requests", "limits"],
    ["key", "ke"],
    ["producer", "consumer"],
  ])("tells %s from %s", (key, known) => {
    expect(isMisspelling(key, known)).toBe(false);
  });
});
