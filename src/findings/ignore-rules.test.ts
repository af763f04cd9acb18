import { describe, expect, it } from "vitest";
import type { IgnoreRule } from "../config/config.ts";
import type { Finding } from "../vocabulary/index.ts";
import { findingOf, RULE } from "./fixture.ts";
import { applyIgnoreRules, expiredRules, verdictOf } from "./index.ts";

describe("findings/ignore-rules", () => {
  const attribution = { manager: "kubectl-edit", operation: "Update", time: null } as const;
  const finding = findingOf({ attribution });
  const split = (rule: Partial<IgnoreRule>, findings: Finding[] = [finding]) =>
    applyIgnoreRules(findings, {
      environment: "idfint",
      today: "2026-11-24",
      rules: [{ ...RULE, ...rule }],
      baseline: null,
    });

  it.each<[boolean, Partial<IgnoreRule>]>([
    [true, {}],
    [true, { environment: "idf*" }],
    [false, { environment: "prod" }],
    [true, { application: "alert-*" }],
    [false, { application: "alert" }],
    [true, { group: "kafka.strimzi.io", kind: "Kafka", namespace: "alerts", name: "alert-broker" }],
    [false, { kind: "KafkaTopic" }],
    [false, { namespace: "other" }],
    [true, { path: "/spec/kafka/replicas" }],
    [true, { path: "/spec/**" }],
    [false, { path: "/spec/*" }],
    [true, { manager: "kubectl-*" }],
    [false, { manager: "helm" }],
    [true, { expires: "2026-11-24" }],
    [false, { expires: "2026-11-23" }],
  ])("hides: %s, for %j", (hides, rule) => {
    expect(split(rule).ignored.length === 1).toBe(hides);
  });

  it("says who hides and why", () => {
    expect(split({ expires: "2027-01-01" }).ignored).toEqual([
      { finding, by: "rule", why: "known (holdfast.yaml:12)", expires: "2027-01-01" },
    ]);
  });

  it("matches a list item by key and by index", () => {
    const item = findingOf({ path: ["spec", "l", { index: 3, key: { name: "a" } }, "x"] });
    expect(split({ path: "/spec/l/[name=a]/x" }, [item]).ignored).toHaveLength(1);
    expect(split({ path: "/spec/l/3/x" }, [item]).ignored).toHaveLength(1);
  });

  it("never hides what could not be read", () => {
    const unreadable = findingOf({ kind: "unreadable" });
    const baseline = {
      schemaVersion: 1,
      entries: [{ id: unreadable.id, what: "", who: "", when: "", why: "" }],
    } as const;
    const result = applyIgnoreRules([unreadable], {
      environment: "idfint",
      today: "2026-11-24",
      rules: [RULE],
      baseline,
    });
    expect(result).toEqual({ findings: [unreadable], ignored: [] });
  });

  it("reports an expired rule of this environment as a risk, whose id survives a move to another line", () => {
    const [, expired] = split({ expires: "2026-01-01" }).findings;
    expect(expired).toMatchObject({ kind: "risk", reason: "expired-rule", remedy: "manual", provenance: { line: 12 } });
    expect(verdictOf(expired === undefined ? [] : [expired], { strict: false })).toBe("in-sync");
    const moved = expiredRules([{ ...RULE, expires: "2026-01-01", at: "holdfast.yaml:40" }], {
      environment: "idfint",
      today: "2026-11-24",
    });
    expect(moved[0]?.id).toBe(expired?.id);
    expect(split({ expires: "2026-01-01", environment: "prod" }).findings).toEqual([finding]);
  });
});
