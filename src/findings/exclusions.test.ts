import { describe, expect, it } from "vitest";
import { RULE } from "./fixture.ts";
import { isExcluded, notLookedAt } from "./index.ts";

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
