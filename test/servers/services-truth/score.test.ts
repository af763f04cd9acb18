import { describe, expect, it } from "vitest";
import { type AclResource, type Finding, type Resource, toKeyedPath } from "../../../src/vocabulary/index.ts";
import type { Expected } from "./row.ts";
import { emptyScore, type Score, scoreRow } from "./score.ts";

const TOPIC: Resource = { type: "topic", cluster: "alert-broker", name: "plain" };
const PLAIN: Expected = {
  ...{ kind: "changed", layer: "service", resource: TOPIC, path: "/partitions" },
  ...{ reason: null, undoneBy: null, consequences: ["does not start"] },
};
const ACL: AclResource = {
  ...{ type: "acl", cluster: "alert-broker", principal: "User:alerce", resourceType: "TOPIC", resourceName: "a" },
  ...{ patternType: "LITERAL", host: "*", operation: "READ", permission: "ALLOW" },
};

function finding(more: Partial<Finding> = {}): Finding {
  return {
    ...{ id: "1", kind: "changed", layer: "service", system: "topics", severity: "high", application: null },
    ...{ resource: TOPIC, path: "/partitions", keyedPath: toKeyedPath(["partitions"]), attribution: null },
    ...{ provenance: null, reason: null, undoneBy: null, consequences: ["The registry does not start."] },
    ...{ remedy: "apply", remedies: ["apply"], message: "Topic plain has 4 partitions instead of 3." },
    ...more,
  };
}

function scored(expect: readonly Expected[], findings: readonly Finding[], verdict: "drifted" | "in-sync" = "drifted") {
  const score = emptyScore("test");
  scoreRow(score, { what: "a row", expect }, { verdict, findings });
  const { theme: _, failures, ...counts } = score;
  return { ...counts, failed: failures.length };
}

const RIGHT: Omit<Score, "theme" | "failures"> = {
  ...{ mutations: 1, falsePositives: 0, falseNegatives: 0 },
  ...{ wrongBreakPoints: 0, wrongConsequences: 0, wrongVerdicts: 0 },
};

describe("the judge of the truth table of services", () => {
  it.each<[string, Partial<Finding>, Partial<Score>]>([
    ["what is as expected", {}, {}],
    ["another layer", { layer: "operator" }, { wrongBreakPoints: 1 }],
    ["another reason", { reason: "paused" }, { wrongBreakPoints: 1 }],
    ["an operator that undoes it", { undoneBy: "topic-operator" }, { wrongBreakPoints: 1 }],
    ["a consequence that is not folded", { consequences: [] }, { wrongConsequences: 1 }],
    [
      "a consequence too many",
      { consequences: ["The registry does not start.", "Topic b."] },
      { wrongConsequences: 1 },
    ],
    ["another consequence", { consequences: ["Topic b."] }, { wrongConsequences: 1 }],
    ["another kind", { kind: "added" }, { falsePositives: 1, falseNegatives: 1 }],
    ["another path", { keyedPath: "/replicas" }, { falsePositives: 1, falseNegatives: 1 }],
    ["another resource", { resource: { ...TOPIC, name: "other" } }, { falsePositives: 1, falseNegatives: 1 }],
  ])("counts %s", (_, more, wrong) => {
    const failed = Object.keys(wrong).length === 0 ? 0 : 1;
    expect(scored([PLAIN], [finding(more)])).toEqual({ ...RIGHT, ...wrong, failed });
  });

  it("counts what is missing, what is too much, and a wrong verdict", () => {
    expect(scored([PLAIN], [])).toEqual({ ...RIGHT, falseNegatives: 1, failed: 1 });
    expect(scored([], [finding()])).toEqual({ ...RIGHT, falsePositives: 1, wrongVerdicts: 1, failed: 1 });
    expect(scored([PLAIN], [finding()], "in-sync")).toEqual({ ...RIGHT, wrongVerdicts: 1, failed: 1 });
    expect(scored([PLAIN], [finding(), finding()])).toEqual({ ...RIGHT, falsePositives: 1, failed: 1 });
  });

  it("knows an ACL again whose fields are written in another order", () => {
    const { operation, ...rest } = ACL;
    const missing: Expected = { ...PLAIN, kind: "missing", resource: ACL, path: "", consequences: [] };
    const found = finding({ kind: "missing", resource: { operation, ...rest }, keyedPath: null, consequences: [] });
    expect(scored([missing], [found])).toEqual({ ...RIGHT, failed: 0 });
  });
});
