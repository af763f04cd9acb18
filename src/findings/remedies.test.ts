import { describe, expect, it } from "vitest";
import type { Difference } from "../vocabulary/index.ts";
import { findingOf, objectOf } from "./fixture.ts";

describe("findings/remedies", () => {
  it.each<[string, Partial<Difference>]>([
    ["apply ignore", { kind: "missing", path: [] }],
    ["manual ignore", { kind: "missing", path: [], reason: "unserved" }],
    ["apply ignore", { kind: "extra", path: [], resource: objectOf("", "ConfigMap") }],
    ["manual ignore", { kind: "extra", path: [], resource: objectOf("", "PersistentVolumeClaim") }],
    ["adopt apply ignore", { kind: "added" }],
    ["apply adopt ignore", { kind: "changed" }],
    ["apply ignore", { kind: "changed", resource: objectOf("", "Secret"), path: ["data", "a"] }],
    ["apply adopt ignore", { kind: "removed", reason: "deleted-live" }],
    ["apply ignore", { kind: "removed", reason: "dropped-from-git" }],
    ["manual ignore", { kind: "changed", layer: "operator" }],
    ["manual ignore", { kind: "pruned" }],
    ["manual", { kind: "unreadable" }],
  ])("%s for %j", (remedies, part) => {
    const finding = findingOf(part);
    expect(finding.remedies.join(" ")).toBe(remedies);
    expect(finding.remedy).toBe(finding.remedies[0]);
  });
});
