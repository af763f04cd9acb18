import { describe, expect, it } from "vitest";
import { maskPair } from "./index.ts";

describe("masking/pair", () => {
  it.each([
    ["different values", { desired: "a", live: "b" }, { desired: "*** (git)", live: "*** (live)" }],
    ["equal values", { desired: "a", live: "a" }, { desired: "*** (masked)", live: "*** (masked)" }],
    ["one side", { live: "b" }, { live: "*** (live)" }],
    ["a literal null", { desired: null, live: "b" }, { desired: null, live: "*** (live)" }],
    [
      "maps, key by key",
      { desired: { a: "1", b: "2" }, live: { a: "1", b: "3", c: "4" } },
      {
        desired: { a: "*** (masked)", b: "*** (git)" },
        live: { a: "*** (masked)", b: "*** (live)", c: "*** (live)" },
      },
    ],
  ])("masks %s", (_name, sides, masked) => {
    expect(maskPair(sides)).toEqual(masked);
  });
});
