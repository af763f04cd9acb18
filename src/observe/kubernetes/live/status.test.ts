import { describe, expect, it } from "vitest";
import { statusCauses, statusMessage, statusReason } from "./status.ts";

function status(message: string): { kind: string; message: string } {
  return { kind: "Status", message };
}

describe("observe/kubernetes/live/status", () => {
  it("quotes a message on one line without its full stop", () => {
    expect(statusMessage(status("etcdserver:\n  request timed out."))).toBe("etcdserver: request timed out");
  });

  it.each([
    ["a page of a proxy", "<html>"],
    ["another object", { kind: "Pod", message: "x" }],
    ["nothing", null],
  ])("takes no message from %s", (_, body) => expect(statusMessage(body)).toBeNull());

  it("shortens at a word", () => {
    const message = statusMessage(status("word ".repeat(200))) ?? "";
    expect(message).toMatch(/word…$/);
    expect(message.length).toBeLessThanOrEqual(400);
  });

  it("never cuts through a quoted value, half of which could not be scrubbed", () => {
    const message =
      statusMessage(status(`${"word ".repeat(70)}Invalid value: "top secret ${"pass ".repeat(30)}end"`)) ?? "";
    expect(message).toMatch(/Invalid value: …$/);
    expect(message).not.toContain("top");
  });

  it("names the fields and the reason", () => {
    const details = { causes: [{ field: "data[a]", reason: "FieldValueInvalid", message: 'Invalid value: "x"' }] };
    expect(statusCauses({ kind: "Status", details })).toEqual(["data[a] (FieldValueInvalid)"]);
    expect(statusCauses({ kind: "Status" })).toEqual([]);
    expect(statusReason({ kind: "Status", reason: "AlreadyExists" })).toBe("AlreadyExists");
    expect(statusReason({ kind: "Status" })).toBeNull();
  });
});
