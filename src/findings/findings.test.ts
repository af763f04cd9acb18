import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IgnoreRule } from "../config/config.ts";
import {
  type Difference,
  FINDING_KINDS,
  type Finding,
  type FindingKind,
  type KubernetesResource,
  LAYERS,
  type Path,
  type Reason,
} from "../vocabulary/index.ts";
import {
  applyIgnoreRules,
  baselineOf,
  expiredRules,
  formatBaseline,
  isExcluded,
  matchesGlob,
  notLookedAt,
  parseBaseline,
  type Scope,
  severeEnough,
  sortFindings,
  toFinding,
  unreadableFinding,
  unreadableOf,
  verdictOf,
  withinScope,
  worstVerdict,
} from "./index.ts";

const CONTEXT = { environment: "idfint", application: "alert-stream-broker", system: "kafka-cluster" };
const KAFKA: KubernetesResource = {
  type: "kubernetes",
  group: "kafka.strimzi.io",
  version: "v1",
  kind: "Kafka",
  namespace: "alerts",
  name: "alert-broker",
};

function differenceOf(part: Partial<Difference> = {}): Difference {
  return {
    kind: "changed",
    layer: "cluster",
    resource: KAFKA,
    path: ["spec", "kafka", "replicas"],
    attribution: null,
    reason: null,
    detail: null,
    ...part,
  };
}

function findingOf(part: Partial<Difference> = {}, context = CONTEXT): Finding {
  return toFinding(differenceOf(part), context);
}

function objectOf(group: string, kind: string, name = "x"): KubernetesResource {
  return { ...KAFKA, group, kind, name };
}

describe("findings/id", () => {
  const variants: Finding[] = [
    findingOf(),
    findingOf({}, { ...CONTEXT, environment: "prod" }),
    findingOf({}, { ...CONTEXT, application: "other" }),
    findingOf({ kind: "added" }),
    findingOf({ layer: "operator" }),
    findingOf({ path: ["spec", "kafka"] }),
    findingOf({ path: [] }),
    findingOf({ path: ["spec", "kafka/replicas"] }),
    findingOf({ resource: { ...KAFKA, namespace: null } }),
    findingOf({ resource: { ...KAFKA, name: "alerts" } }),
    findingOf({ path: ["l", { index: 0, key: null }] }),
    findingOf({ path: ["l", { index: 1, key: null }] }),
    unreadableFinding({ reason: "timeout", what: "a", why: "w" }, { ...CONTEXT, resource: KAFKA }),
    unreadableFinding({ reason: "timeout", what: "b", why: "w" }, { ...CONTEXT, resource: KAFKA }),
  ];

  it("is twelve hex digits, and differs with every part that identifies a finding", () => {
    expect(new Set(variants.map(({ id }) => id)).size).toBe(variants.length);
    expect(variants.filter(({ id }) => !/^[0-9a-f]{12}$/.test(id))).toEqual([]);
  });

  it("is the same in every version of the resource, for every value and for every writer", () => {
    const attribution = { manager: "kubectl-edit", operation: "Update", time: null } as const;
    const other = findingOf({ resource: { ...KAFKA, version: "v1beta2" }, live: 5, attribution, detail: "d" });
    expect(other.id).toBe(findingOf().id);
  });

  it("stays when a list that is merged by key is reordered", () => {
    fc.assert(
      fc.property(fc.nat(99), fc.nat(99), fc.string(), (before, after, name) => {
        const pathAt = (index: number): Path => ["spec", "listeners", { index, key: { name } }, "port"];
        expect(findingOf({ path: pathAt(before) }).id).toBe(findingOf({ path: pathAt(after) }).id);
      }),
    );
  });
});

describe("findings/severity", () => {
  it.each<[string, Partial<Difference>]>([
    ["high", { kind: "missing", path: [] }],
    ["high", { kind: "missing", path: [], resource: objectOf("kafka.strimzi.io", "KafkaUser") }],
    ["medium", { kind: "missing", path: [], resource: objectOf("", "ConfigMap") }],
    ["high", { kind: "missing", path: [], resource: objectOf("", "ConfigMap"), reason: "unserved" }],
    ["high", { kind: "added", path: ["spec", "kafka", "config", "auto.create.topics.enable"] }],
    ["high", { kind: "changed", path: ["spec", "kafka", "listeners"] }],
    ["medium", { kind: "changed", path: ["status", "x"] }],
    ["high", { resource: objectOf("kafka.strimzi.io", "KafkaUser"), path: ["spec", "authorization", "acls"] }],
    ["high", { resource: objectOf("kafka.strimzi.io", "KafkaTopic"), path: ["spec", "partitions"] }],
    ["high", { resource: objectOf("", "Secret"), path: ["data", "password"] }],
    ["high", { resource: objectOf("rbac.authorization.k8s.io", "ClusterRole"), path: ["rules"] }],
    [
      "high",
      {
        resource: objectOf("apps", "Deployment"),
        path: ["spec", "containers", { index: 0, key: { name: "a" } }, "image"],
      },
    ],
    ["medium", { resource: objectOf("apps", "Deployment"), path: ["spec", "replicas"] }],
    ["low", { path: ["metadata", "labels", "team"] }],
    ["low", { path: ["spec", "template", "metadata", "annotations", "team"] }],
    [
      "high",
      { resource: objectOf("kafka.strimzi.io", "KafkaTopic"), path: ["metadata", "labels", "strimzi.io/cluster"] },
    ],
    ["info", { kind: "pending" }],
    ["low", { kind: "risk", reason: "expired-rule" }],
    ["medium", { kind: "coupling" }],
    ["high", { kind: "unreadable", reason: "no-permission" }],
    ["medium", { kind: "unreadable", reason: "masked" }],
    ["high", { kind: "extra", path: [], resource: objectOf("kafka.strimzi.io", "KafkaUser") }],
  ])("%s for %j", (severity, part) => {
    expect(findingOf(part).severity).toBe(severity);
  });
});

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

describe("findings/message", () => {
  const attribution = { manager: "kubectl-edit", operation: "Update", time: "2026-11-21T09:14:00Z" } as const;

  it.each<[string, Partial<Difference>]>([
    [
      "/spec/kafka/replicas of Kafka alert-broker differs from git, and kubectl-edit last wrote on 2026-11-21.",
      { attribution },
    ],
    ["/spec/kafka/replicas of Kafka alert-broker is set, but git does not mention it.", { kind: "added" }],
    ["Kafka alert-broker is declared in git, but the cluster does not have it.", { kind: "missing", path: [] }],
    [
      "Kafka alert-broker is declared as v1, which the cluster does not serve: it serves v2.",
      { kind: "missing", path: [], reason: "unserved", detail: "it serves v2" },
    ],
    [
      "/a of Kafka alert-broker could not be compared, because a recording keeps no Secret values.",
      { kind: "unreadable", reason: "masked", path: ["a"] },
    ],
  ])("reads: %s", (message, part) => {
    expect(findingOf(part).message).toBe(message);
  });

  it.each(FINDING_KINDS.map((kind) => [kind]))("is one sentence for %s", (kind) => {
    expect(findingOf({ kind }).message).toMatch(/^[^.]+ Kafka alert-broker [^.]+\.$/);
  });

  it("is split again where a report mirrors what could not be read", () => {
    const failure = { reason: "timeout", what: "Kafka in alerts", why: "no answer within 10 s: gave up" } as const;
    const unreadable = unreadableFinding(failure, { ...CONTEXT, resource: KAFKA });
    expect(unreadableOf(unreadable)).toEqual({ id: unreadable.id, what: failure.what, why: failure.why });
    const masked = findingOf({ kind: "unreadable", reason: "masked" });
    expect(unreadableOf(masked).what).toBe(masked.message.slice(0, -1));
  });

  it("shows a Secret's values by masks and its labels as they are", () => {
    const secret = objectOf("", "Secret", "s");
    expect(findingOf({ resource: secret, path: ["data", "p"], desired: "YQ==", live: "Yg==" })).toMatchObject({
      desired: "*** (git)",
      live: "*** (live)",
    });
    const annotations = ["metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration"];
    expect(findingOf({ resource: secret, path: annotations, live: "{}" }).live).toBe("*** (live)");
    expect(findingOf({ resource: secret, path: ["metadata", "labels", "a"], live: "b" }).live).toBe("b");
  });

  it("shows a mark of a recording as a mask, and no side of what could not be compared", () => {
    const sides = { desired: "u:secret@h", live: "holdfast:different" };
    expect(findingOf(sides)).toMatchObject({ desired: "*** (git)", live: "*** (live)" });
    expect(findingOf({ ...sides, kind: "unreadable", reason: "masked" })).not.toHaveProperty("desired");
  });

  it("leaves absent sides out, keeps a literal null, and shows no manifest", () => {
    expect(findingOf({ live: null })).not.toHaveProperty("desired");
    expect(findingOf({ live: null }).live).toBeNull();
    expect(findingOf({ kind: "missing", path: [], desired: { a: 1 } })).not.toHaveProperty("desired");
  });
});

describe("findings/verdict", () => {
  const DRIFTING = ["missing", "extra", "changed", "added", "removed", "pruned"];
  const rows = FINDING_KINDS.flatMap((kind) => LAYERS.map((layer) => ({ kind, layer })));

  it.each(rows)("of one $kind at $layer", ({ kind, layer }) => {
    const drifts = DRIFTING.includes(kind) && ["cluster", "operator", "service"].includes(layer);
    const expected = kind === "unreadable" ? "unknown" : drifts ? "drifted" : "in-sync";
    expect(verdictOf([findingOf({ kind, layer })], { strict: false })).toBe(expected);
    expect(verdictOf([findingOf({ kind, layer })], { strict: true })).toBe(
      kind === "unreadable" ? "unknown" : "drifted",
    );
  });

  it("lets unknown win over drifted, and nothing be in sync", () => {
    expect(verdictOf([findingOf(), findingOf({ kind: "unreadable" })], { strict: false })).toBe("unknown");
    expect(verdictOf([], { strict: true })).toBe("in-sync");
    expect(worstVerdict(["in-sync", "unknown", "drifted"])).toBe("unknown");
    expect(worstVerdict(["in-sync", "drifted"])).toBe("drifted");
    expect(worstVerdict([])).toBe("in-sync");
  });
});

const RULE: IgnoreRule = {
  environment: null,
  application: null,
  group: null,
  kind: null,
  namespace: null,
  name: null,
  path: null,
  manager: null,
  reason: "known",
  expires: null,
  at: "holdfast.yaml:12",
};

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

describe("findings/exclusions", () => {
  const exclusion = { ...RULE, kind: "Secret", group: "", reason: "no permission by design" };

  it("excludes what matches, and a whole kind only when no name is asked for", () => {
    const target = { group: "", kind: "Secret", namespace: "alerts", name: "a" };
    expect(isExcluded(target, [exclusion])).toBe(true);
    expect(isExcluded({ ...target, kind: "ConfigMap" }, [exclusion])).toBe(false);
    expect(isExcluded({ ...target, name: null }, [exclusion])).toBe(true);
    expect(isExcluded({ ...target, name: null }, [{ ...exclusion, name: "a" }])).toBe(false);
  });

  it("says what nobody looked at, and why", () => {
    expect(
      notLookedAt([exclusion, { ...exclusion, group: "apps", kind: "Deployment", name: "x", namespace: "n" }]),
    ).toEqual([
      { what: "Secret", why: "no permission by design", expires: null },
      { what: "Deployment.apps x in n", why: "no permission by design", expires: null },
    ]);
  });
});

describe("findings/baseline", () => {
  const signature = { who: "ada", when: "2026-11-24", why: "before the audit" };

  it("hides what it accepts, and reads back what it writes", () => {
    const finding = findingOf();
    const baseline = parseBaseline({
      text: formatBaseline(baselineOf([finding], { ...signature, previous: null })),
      file: "baseline.json",
    });
    const result = applyIgnoreRules([finding], { environment: "idfint", today: "2026-11-24", rules: [], baseline });
    expect(result.ignored).toEqual([
      { finding, by: "baseline", why: "before the audit (ada, 2026-11-24)", expires: null },
    ]);
  });

  it("keeps earlier entries, is sorted, and accepts nothing that could not be read", () => {
    const previous = baselineOf([findingOf()], { ...signature, who: "bob", previous: null });
    const findings = [findingOf(), findingOf({ kind: "added" }), findingOf({ kind: "unreadable" })];
    const { entries } = baselineOf(findings, { ...signature, previous });
    expect(entries.map(({ id }) => id)).toEqual(entries.map(({ id }) => id).toSorted());
    expect(entries.map(({ who }) => who).toSorted()).toEqual(["ada", "bob"]);
  });

  it.each([
    ["{", "is not JSON"],
    ['{"schemaVersion":2,"entries":[]}', "has no schemaVersion 1"],
    [
      '{"schemaVersion":1,"entries":[{"id":"a","what":"b","who":"c","when":"d"}]}',
      "Entry 1 of the baseline b.json has no text why",
    ],
  ])("refuses %s", (text, message) => {
    expect(() => parseBaseline({ text, file: "b.json" })).toThrow(message);
  });
});

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
      resource: { ...objectOf("kafka.strimzi.io", "KafkaTopic", ""), namespace: null },
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

describe("findings/order", () => {
  it("puts the most severe first, then goes by application, resource and path", () => {
    const kinds: FindingKind[] = ["pending", "coupling", "added"];
    const findings = kinds.map((kind) => findingOf({ kind }));
    const paths = [
      ["spec", "b"],
      ["spec", "a"],
    ].map((path) => findingOf({ kind: "missing", path }));
    const sorted = sortFindings([...findings, ...paths]);
    expect(sorted.map(({ severity }) => severity)).toEqual(["high", "high", "high", "medium", "info"]);
    expect(sorted.map(({ keyedPath }) => keyedPath).slice(0, 2)).toEqual(["/spec/a", "/spec/b"]);
    expect(sortFindings(sorted.toReversed())).toEqual(sorted);
  });
});

describe("findings/glob", () => {
  it.each([
    ["*", "alerts", true],
    ["*", "a/b", false],
    ["**", "a/b", true],
    ["a.c", "abc", false],
    ["/a/[name=b]/*", "/a/[name=b]/c", true],
    ["/a/**", "/a", false],
    ["a-*-c", "a-b-c", true],
  ])("%s against %s: %s", (glob, text, matches) => {
    expect(matchesGlob(glob, text)).toBe(matches);
  });
});
