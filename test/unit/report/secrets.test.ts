import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createScrubber } from "../../../src/masking/index.ts";
import { REPORT_FORMATS, renderReport } from "../../../src/report/index.ts";
import type { CheckReport, Finding } from "../../../src/vocabulary/index.ts";
import { environment, finding, NOW, reportOf, resource } from "./report-fixture.ts";

/** Alphabets that no word of a report is written in, so that a hit can only be the value itself. */
const secretValue = fc.oneof(
  fc.string({ unit: fc.constantFrom("Q", "Z", "X", "7"), minLength: 8, maxLength: 40 }),
  fc
    .string({ unit: fc.constantFrom("Ж", '"', "\\", "\n", "%", "Q"), minLength: 8, maxLength: 40 })
    .map((text) => `QZ${text}ZQ`),
);

const placed = fc.record({
  value: secretValue,
  place: fc.constantFrom<Place>("live", "desired", "deep", "message", "why", "author", "secret"),
});

type Place = "live" | "desired" | "deep" | "message" | "why" | "author" | "secret";

/** A finding that carries the text at a place where free text may stand. */
function findingWith(text: string, place: Place): Finding {
  const object = resource("", place === "secret" ? "Secret" : "ConfigMap", "canary");
  const sides = {
    live: { live: `u:${text}@h` },
    desired: { desired: text, live: "other" },
    deep: { live: { list: [{ [`key`]: text }, JSON.stringify({ a: text }), encodeURIComponent(text)] } },
    secret: { desired: base64(text), live: base64(`${text}2`) },
  };
  const made = finding({
    kind: "changed",
    resource: object,
    path: ["data", "field"],
    detail: place === "message" ? `the server said ${text}` : null,
    provenance: {
      file: "values.yaml",
      line: 3,
      column: 1,
      key: null,
      transformation: null,
      commit: null,
      author: place === "author" ? text : "Ada",
      time: null,
    },
    ...(place in sides ? sides[place as keyof typeof sides] : {}),
  });
  return made;
}

function reportWith(text: string, place: Place): CheckReport {
  const findings = [findingWith(text, place)];
  const why = place === "why" ? `the server said ${text}` : "w";
  return reportOf([
    environment("idfint", {
      findings,
      ignored: findings.map((one) => ({ finding: one, by: "rule", why, expires: null })),
      notLookedAt: [{ what: "Secret", why, expires: null }],
      unreadable: [{ id: "000000000000", what: "w", why }],
    }),
  ]);
}

describe("report/secrets", () => {
  it.each(REPORT_FORMATS)("no Secret value of eight characters survives in %s", (format) => {
    fc.assert(
      fc.property(placed, fc.constantFrom(60, 100, 400), ({ value, place }, width) => {
        const scrubber = createScrubber();
        scrubber.learn({ apiVersion: "v1", kind: "Secret", data: { key: base64(value) } });
        const report = scrubber.scrubJson(reportWith(value, place));
        const text = renderReport(report, {
          format,
          colour: false,
          width,
          now: NOW,
          version: "1",
          home: "https://example.org",
        });
        expect(formsOf(value).filter((form) => text.includes(form))).toEqual([]);
      }),
    );
  });

  it("leaves a report without Secret values as it is", () => {
    const report = reportWith("an ordinary text", "live");
    const scrubber = createScrubber();
    scrubber.learn({ apiVersion: "v1", kind: "Secret", data: { key: base64("ZQXZQXZQX") } });
    expect(scrubber.scrubJson(report)).toEqual(report);
  });
});

function formsOf(value: string): string[] {
  const lines = value.split("\n").filter((line) => line.trim().length >= 8);
  const encoded = [value, ...lines].flatMap((text) => [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
  ]);
  return [...encoded, base64(value), base64(value).replace(/=+$/, "")];
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
