import { describe, expect, it } from "vitest";
import { createScrubber, maskForRecording, maskObject, maskPair } from "./index.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

const SECRET = {
  apiVersion: "v1",
  kind: "Secret",
  metadata: {
    name: "admin",
    annotations: {
      [LAST_APPLIED]: JSON.stringify({
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "admin" },
        data: { pin: base64("1234") },
      }),
    },
  },
  data: { pin: base64("1234"), password: base64("correct-horse") },
};

function scrubber(): ReturnType<typeof createScrubber> {
  const made = createScrubber();
  made.learn(SECRET);
  return made;
}

describe("masking/object", () => {
  it("masks short and long values of a Secret, in the last-applied annotation too, on a copy", () => {
    const before = structuredClone(SECRET);
    const masked = maskObject(SECRET, scrubber());
    expect(masked.data).toEqual({ pin: "*** (masked)", password: "*** (masked)" });
    expect(JSON.parse(String(masked.metadata.annotations[LAST_APPLIED]))).toMatchObject({
      data: { pin: "*** (masked)" },
    });
    expect(SECRET).toEqual(before);
  });

  it("masks an annotation that cannot be read as a whole", () => {
    const annotations = { [LAST_APPLIED]: "{ broken 1234" };
    const masked = maskObject({ ...SECRET, metadata: { name: "admin", annotations } }, scrubber());
    expect(masked.metadata.annotations[LAST_APPLIED]).toBe("*** (masked)");
  });

  it("scrubs other kinds by value and keeps their identity", () => {
    const configMap = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "correct-horse" },
      data: { url: "//u:correct-horse@h" },
    };
    expect(maskObject(configMap, scrubber())).toEqual({ ...configMap, data: { url: "//u:***@h" } });
  });
});

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
    expect(maskForRecording(live, desired, scrubber()).data).toEqual({
      same: "holdfast:same",
      changed: "holdfast:different",
      text: "holdfast:same",
      own: "holdfast:unknown",
    });
  });

  it("says unknown where git does not declare the Secret", () => {
    expect(maskForRecording(SECRET, null, scrubber()).data).toEqual({
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
      maskForRecording(live, desired, scrubber()).spec;
    expect(mark(live)).toEqual({ password: "holdfast:same", args: ["holdfast:same", "b"], plain: "text" });
    expect(mark(kafka("p=other", ["b", "a"]))).toEqual({
      password: "holdfast:different",
      args: ["holdfast:unknown", "b"],
      plain: "text",
    });
    expect(mark(null)).toEqual({ password: "holdfast:unknown", args: ["holdfast:unknown", "b"], plain: "text" });
  });
});
