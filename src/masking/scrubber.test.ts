import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createScrubber } from "./index.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

function secretOf(...values: string[]): {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  data: Record<string, string>;
} {
  const data = Object.fromEntries(values.map((value, index) => [`key-${index}`, base64(value)]));
  return { apiVersion: "v1", kind: "Secret", metadata: { name: "canary" }, data };
}

function scrubberOf(...values: string[]): ReturnType<typeof createScrubber> {
  const scrubber = createScrubber();
  scrubber.learn(secretOf(...values));
  return scrubber;
}

describe("masking/scrubber", () => {
  it.each([
    ["plain", "hunter2-hunter2"],
    ["base64", base64("hunter2-hunter2")],
    ["base64 without padding", base64("hunter2-hunter2").replace(/=+$/, "")],
    ["inside a longer word", "xhunter2-hunter2y"],
  ])("takes a value out in the form %s", (_form, text) => {
    expect(scrubberOf("hunter2-hunter2").scrub(`a ${text} b`)).not.toContain(text.replace(/[xy]/g, ""));
  });

  it("takes a value out as JSON, URLs and base64url write it", () => {
    const value = 'pass "word"/??ÿ\\';
    const scrub = (text: string): string => scrubberOf(value).scrub(text);
    expect(scrub(JSON.stringify(value))).toBe('"***"');
    expect(scrub(encodeURIComponent(value))).toBe("***");
    expect(scrub(encodeURIComponent(value).replaceAll("%20", "+"))).toBe("***");
    expect(scrub(Buffer.from(value).toString("base64url"))).toBe("***");
    expect(base64(value)).toMatch(/\/.*=$/);
    expect(scrub(base64(value).replace(/=+$/, ""))).toBe("***");
  });

  it("takes a value out with and without the line break that a file left at its end", () => {
    expect(scrubberOf("hunter2-hunter2\n").scrub("is hunter2-hunter2, not")).toBe("is ***, not");
    expect(scrubberOf(" hunter2-hunter2 ").scrub("is,hunter2-hunter2,not")).toBe("is,***,not");
  });

  it("leaves a value of seven characters alone, and its base64 form not", () => {
    expect(scrubberOf("hunter2").scrub("hunter2")).toBe("hunter2");
    expect(scrubberOf("hunter2").scrub(base64("hunter2"))).toBe("***");
  });

  it("prefers the longest value, and masks overlapping values as one", () => {
    expect(scrubberOf("aaaabbbb", "aaaabbbbcccc").scrub("aaaabbbbccccd")).toBe("***d");
    expect(scrubberOf("aaaabbbb", "bbbbcccc").scrub("-aaaabbbbcccc-")).toBe("-***-");
    expect(scrubberOf("aaaabbbb", "ccccdddd").scrub("-aaaabbbbccccdddd-")).toBe("-***-");
  });

  it("masks the lines of a PEM, not its headers", () => {
    const pem = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\n  hkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n";
    const scrubbed = scrubberOf(pem).scrub(
      "key: |\n  -----BEGIN PRIVATE KEY-----\n  MIIEvQIBADANBgkq\n  hkiG9w0BAQEFAASC\n",
    );
    expect(scrubbed).toBe("key: |\n  -----BEGIN PRIVATE KEY-----\n  ***\n  ***\n");
  });

  it("learns from stringData, Lists, the last-applied annotation and values that are no base64", () => {
    const scrubber = createScrubber();
    const applied = JSON.stringify({ apiVersion: "v1", kind: "Secret", stringData: { a: "from-last-applied" } });
    const annotations = { "kubectl.kubernetes.io/last-applied-configuration": applied };
    scrubber.learn({
      apiVersion: "v1",
      kind: "List",
      items: [
        { apiVersion: "v1", kind: "Secret", metadata: { name: "a" }, stringData: { a: "from-string-data" } },
        { apiVersion: "v1", kind: "Secret", metadata: { name: "b", annotations }, data: { b: "not base64 at all!" } },
      ],
    });
    expect(scrubber.scrub("from-string-data, from-last-applied, not base64 at all!")).toBe("***, ***, ***");
  });

  it("learns nothing from other kinds, and nothing from a blank value", () => {
    const scrubber = scrubberOf("            ");
    scrubber.learn({ apiVersion: "v1", kind: "ConfigMap", data: { a: "a public value" } });
    expect(scrubber.scrub("a public value            ")).toBe("a public value            ");
  });

  it("keeps contract keys, enums and ids when a Secret holds a common word", () => {
    const scrubber = scrubberOf("kubernetes", "alert-broker", "unreadable", "auto.create.topics.enable");
    const finding = {
      id: "3f9c2a1b04de",
      kind: "unreadable",
      resource: { type: "kubernetes", kind: "Kafka", name: "alert-broker" },
      path: "/metadata/labels/app.kubernetes.io~1name",
      live: "alert-broker",
      message: "Kafka alert-broker is unreadable",
    };
    expect(scrubber.scrubJson(finding)).toEqual({ ...finding, live: "***", message: "Kafka *** is ***" });
  });

  it("scrubs a long value out of a path, where it cannot be a field by accident", () => {
    const path = "/metadata/annotations/correct-horse-battery";
    expect(scrubberOf("correct-horse-battery").scrubJson({ path })).toEqual({ path: "/metadata/annotations/***" });
  });

  it("keeps a change visible that lies in a Secret value", () => {
    const pair = { desired: ["user:first-password"], live: ["user:second-password"] };
    expect(scrubberOf("first-password", "second-password").scrubJson(pair)).toEqual({
      desired: ["user:*** (git)"],
      live: ["user:*** (live)"],
    });
  });

  it("does not touch what it is given", () => {
    const document = Object.freeze({ live: Object.freeze({ a: "hunter2-hunter2" }) });
    expect(scrubberOf("hunter2-hunter2").scrubJson(document)).toEqual({ live: { a: "***" } });
    expect(document.live.a).toBe("hunter2-hunter2");
  });

  const value = fc.string({
    minLength: 8,
    maxLength: 24,
    unit: fc.constantFrom("a", "b", "*", "é", '"', "\n", " ", "7"),
  });

  it("leaves no value behind, and changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 6 }), fc.string(), fc.nat(), (values, noise, cut) => {
        const scrubber = scrubberOf(...values);
        const text =
          values.map((one) => noise + one + one.slice(0, cut % one.length)).join("") + JSON.stringify(values);
        const scrubbed = scrubber.scrub(text);
        const left = values.filter((one) => one.trim() !== "" && scrubbed.includes(one));
        expect(left).toEqual([]);
        expect(scrubber.scrub(scrubbed)).toBe(scrubbed);
      }),
    );
  });

  it("looks for a long value as it is, and not for a Helm release", () => {
    const long = "0123456789abcdef".repeat(512);
    expect(scrubberOf(long).scrub(`<${long}><${base64(long)}>`)).toBe("<***><***>");
    const scrubber = createScrubber();
    scrubber.learn({ ...secretOf("a release of Helm"), type: "helm.sh/release.v1" });
    expect(scrubber.scrub("a release of Helm")).toBe("a release of Helm");
  });

  it("scrubs a megabyte with a thousand values in well under a second", () => {
    const values = Array.from({ length: 1000 }, (_, index) => `${base64(`value ${index * 7919}`)}-${index}`);
    const scrubber = scrubberOf(...values);
    const text = values.map((one) => `${"lorem ipsum dolor ".repeat(58)}${one}`).join("\n");
    const start = performance.now();
    const scrubbed = scrubber.scrub(text);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(text.length).toBeGreaterThan(1_000_000);
    expect(scrubbed.split("***")).toHaveLength(1001);
  });

  it("keeps a key named __proto__", () => {
    const object = JSON.parse('{"data":{"__proto__":"a value of its own"}}');
    expect(JSON.stringify(createScrubber().scrubValue(object))).toBe(JSON.stringify(object));
    expect(JSON.stringify(createScrubber().scrubJson(object))).toBe(JSON.stringify(object));
  });
});
