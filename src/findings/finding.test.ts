import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Difference, FINDING_KINDS, type Finding, type Path } from "../vocabulary/index.ts";
import { CONTEXT, findingOf, KAFKA, objectOf } from "./fixture.ts";
import { unreadableFinding, unreadableOf } from "./index.ts";

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
