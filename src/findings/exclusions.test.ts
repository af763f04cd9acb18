import { describe, expect, it } from "vitest";
import { RULE } from "./fixture.ts";
import { isExcluded, isPartExcluded, notLookedAt } from "./index.ts";

describe("findings/exclusions", () => {
  const exclusion = {
    ...RULE,
    kind: "Secret",
    group: "",
    service: null,
    part: null,
    reason: "no permission by design",
  };
  const everyKind = { ...exclusion, kind: null, group: null };

  it("excludes what matches, and a whole kind only when no name is asked for", () => {
    const target = { group: "", kind: "Secret", namespace: "alerts", name: "a" };
    expect(isExcluded(target, [exclusion])).toBe(true);
    expect(isExcluded({ ...target, kind: "ConfigMap" }, [exclusion])).toBe(false);
    expect(isExcluded({ ...target, name: null }, [exclusion])).toBe(true);
    expect(isExcluded({ ...target, name: null }, [{ ...exclusion, name: "a" }])).toBe(false);
  });

  it("excludes a service, or a part of it, and no object with it", () => {
    const quorum = { ...everyKind, service: "kafka", part: "quorum" } as const;
    const kafka = { ...quorum, part: null };
    expect(isPartExcluded({ service: "kafka", part: "quorum" }, [quorum])).toBe(true);
    expect(isPartExcluded({ service: "kafka", part: "topics" }, [quorum])).toBe(false);
    expect(isPartExcluded({ service: "kafka", part: null }, [quorum])).toBe(false);
    expect(isPartExcluded({ service: "kafka", part: null }, [kafka])).toBe(true);
    expect(isPartExcluded({ service: "terraform", part: null }, [kafka, everyKind])).toBe(false);
    expect(isExcluded({ group: "", kind: "Secret", namespace: "alerts", name: "a" }, [kafka])).toBe(false);
    expect(notLookedAt([quorum, kafka]).map(({ what }) => what)).toEqual(["controller quorum of Kafka", "Kafka"]);
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
