import { describe, expect, it } from "vitest";
import { markerOf } from "./marker.ts";

describe("cli/marker", () => {
  it("is the environments alone where the whole of them is reported", () => {
    expect(markerOf("report", [], { output: "json", engine: "local", live: "recording" })).toBe("report");
    expect(markerOf("report", ["idfint"], {})).toBe("report:idfint");
  });

  it.each([
    [{ app: ["broker"] }, { app: ["database"] }],
    [{ app: ["broker"] }, { kind: ["broker"] }],
    [{ severity: "high" }, {}],
    [{ strict: true }, {}],
    [{ app: ["broker"], strict: true }, { app: ["broker"] }],
  ])("%j and %j own two issues", (one, other) => {
    expect(markerOf("report", ["idfint"], one)).not.toBe(markerOf("report", ["idfint"], other));
  });

  it("does not mind the order of what is named", () => {
    expect(markerOf("report", ["a", "b"], { app: ["x", "y"] })).toBe(
      markerOf("report", ["b", "a"], { app: ["y", "x"] }),
    );
  });

  it("holds nothing that could end a comment", () => {
    expect(markerOf("report", [], { app: ["--> <b>"] })).toMatch(/^report:part-[0-9a-f]{12}$/);
  });
});
