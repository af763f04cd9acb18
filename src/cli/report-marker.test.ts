import { describe, expect, it } from "vitest";
import { reportMarker } from "./report-marker.ts";

describe("cli/report-marker", () => {
  it("is the environments alone where the whole of them is reported", () => {
    expect(reportMarker([], { output: "json", engine: "local", live: "recording" })).toBe("report");
    expect(reportMarker(["idfint"], {})).toBe("report:idfint");
  });

  it.each([
    [{ app: ["broker"] }, { app: ["database"] }],
    [{ app: ["broker"] }, { kind: ["broker"] }],
    [{ severity: "high" }, {}],
    [{ strict: true }, {}],
    [{ app: ["broker"], strict: true }, { app: ["broker"] }],
  ])("%j and %j own two issues", (one, other) => {
    expect(reportMarker(["idfint"], one)).not.toBe(reportMarker(["idfint"], other));
  });

  it("does not mind the order of what is named", () => {
    expect(reportMarker(["a", "b"], { app: ["x", "y"] })).toBe(reportMarker(["b", "a"], { app: ["y", "x"] }));
  });

  it("holds nothing that could end a comment", () => {
    expect(reportMarker([], { app: ["--> <b>"] })).toMatch(/^report:part-[0-9a-f]{12}$/);
  });
});
