import { describe, expect, it } from "vitest";
import type { Finding, Reason } from "../vocabulary/index.ts";
import { CONTEXT, findingOf, objectOf } from "./fixture.ts";
import { type Scope, severeEnough, unreadableFinding, withinScope } from "./index.ts";

describe("findings/scope", () => {
  const ALL: Scope = { applications: null, systems: null, namespaces: null, kinds: null, severity: null };
  const values = { type: "values", application: "alert-stream-broker", file: null } as const;
  const context = { ...CONTEXT, resource: values };
  const failed = unreadableFinding({ reason: "render-failed", what: "alert-stream-broker", why: "w" }, context);
  const unreachable = unreadableFinding(
    { reason: "unreachable", what: "cluster", why: "w" },
    { ...context, application: null },
  );
  const forbidden = unreadableFinding(
    { reason: "no-permission", what: "topics", why: "w" },
    {
      ...CONTEXT,
      application: null,
      resource: { ...objectOf("kafka.strimzi.io", "KafkaTopic", "*"), namespace: null },
    },
  );

  it.each<[string, Partial<Scope>, Finding, boolean]>([
    ["everything", {}, findingOf(), true],
    ["its application", { applications: new Set(["alert-stream-broker"]) }, findingOf(), true],
    ["another application", { applications: new Set(["x"]) }, findingOf(), false],
    ["its namespace and kind", { namespaces: new Set(["alerts"]), kinds: new Set(["Kafka"]) }, findingOf(), true],
    ["another kind", { kinds: new Set(["KafkaTopic"]) }, findingOf(), false],
    ["another system", { systems: new Set(["topics"]) }, findingOf(), false],
    ["unrendered, any kind", { kinds: new Set(["KafkaTopic"]), systems: new Set(["users"]) }, failed, true],
    ["unrendered, another application", { applications: new Set(["x"]) }, failed, false],
    [
      "cluster out of reach, any application",
      { applications: new Set(["x"]), kinds: new Set(["Kafka"]) },
      unreachable,
      true,
    ],
    [
      "unread kind, any application and namespace",
      { applications: new Set(["x"]), namespaces: new Set(["n"]) },
      forbidden,
      true,
    ],
    ["cluster out of reach, any system", { systems: new Set(["topics"]) }, unreachable, true],
    ["unread kind, any system", { systems: new Set(["secrets"]) }, forbidden, true],
    ["unread kind, another kind", { kinds: new Set(["Kafka"]) }, forbidden, false],
  ])("%s", (...[, scope, finding, within]) => {
    expect(withinScope([finding], { ...ALL, ...scope })).toEqual(within ? [finding] : []);
  });

  it("shows what is severe enough, and always what could not be read", () => {
    const low = findingOf({ path: ["metadata", "labels", "a"] });
    const masked = findingOf({ kind: "unreadable", reason: "masked" satisfies Reason });
    expect(severeEnough([findingOf(), low, masked], { ...ALL, severity: "high" })).toEqual([findingOf(), masked]);
    expect(severeEnough([low], ALL)).toEqual([low]);
  });
});
