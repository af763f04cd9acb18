import { describe, expect, it } from "vitest";
import { base64, SECRET, scrubberOfSecret } from "./fixture.ts";
import { maskForRecording } from "./index.ts";

describe("masking/recording", () => {
  it("says same, different or unknown for each key, against data and stringData", () => {
    const live = {
      ...SECRET,
      data: { same: base64("1234"), changed: base64("22"), text: base64("t"), own: base64("z") },
    };
    const desired = {
      ...SECRET,
      data: { same: base64("1234"), changed: base64("21"), text: base64("old") },
      stringData: { text: "t" },
    };
    expect(maskForRecording(live, desired, scrubberOfSecret()).data).toEqual({
      same: "holdfast:same",
      changed: "holdfast:different",
      text: "holdfast:same",
      own: "holdfast:unknown",
    });
  });

  it("says unknown where git does not declare the Secret", () => {
    expect(maskForRecording(SECRET, null, scrubberOfSecret()).data).toEqual({
      pin: "holdfast:unknown",
      password: "holdfast:unknown",
    });
  });

  it("marks strings of other kinds that hold a Secret value, and leaves the rest", () => {
    const kafka = (
      password: string,
      args: string[],
    ): {
      apiVersion: string;
      kind: string;
      metadata: { name: string };
      spec: { password: string; args: string[]; plain: string };
    } => ({
      apiVersion: "v1",
      kind: "Kafka",
      metadata: { name: "k" },
      spec: { password, args, plain: "text" },
    });
    const live = kafka("p=correct-horse", ["correct-horse", "b"]);
    const mark = (desired: ReturnType<typeof kafka> | null): unknown =>
      maskForRecording(live, desired, scrubberOfSecret()).spec;
    expect(mark(live)).toEqual({ password: "holdfast:same", args: ["holdfast:same", "b"], plain: "text" });
    expect(mark(kafka("p=other", ["b", "a"]))).toEqual({
      password: "holdfast:different",
      args: ["holdfast:unknown", "b"],
      plain: "text",
    });
    expect(mark(null)).toEqual({ password: "holdfast:unknown", args: ["holdfast:unknown", "b"], plain: "text" });
  });
});
