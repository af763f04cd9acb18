import { describe, expect, it } from "vitest";
import { SECRET, scrubberOfSecret } from "./fixture.ts";
import { maskObject } from "./index.ts";
import { LAST_APPLIED } from "./secret-values.ts";

describe("masking/object", () => {
  it("masks short and long values of a Secret, in the last-applied annotation too, on a copy", () => {
    const before = structuredClone(SECRET);
    const masked = maskObject(SECRET, scrubberOfSecret());
    expect(masked.data).toEqual({ pin: "*** (masked)", password: "*** (masked)" });
    expect(JSON.parse(String(masked.metadata.annotations[LAST_APPLIED]))).toMatchObject({
      data: { pin: "*** (masked)" },
    });
    expect(SECRET).toEqual(before);
  });

  it("masks an annotation that cannot be read as a whole", () => {
    const annotations = { [LAST_APPLIED]: "{ broken 1234" };
    const masked = maskObject({ ...SECRET, metadata: { name: "admin", annotations } }, scrubberOfSecret());
    expect(masked.metadata.annotations[LAST_APPLIED]).toBe("*** (masked)");
  });

  it("scrubs other kinds by value and keeps their identity", () => {
    const configMap = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "correct-horse" },
      data: { url: "//u:correct-horse@h" },
    };
    expect(maskObject(configMap, scrubberOfSecret())).toEqual({ ...configMap, data: { url: "//u:***@h" } });
  });
});
