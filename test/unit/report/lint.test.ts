import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { explainJsonSchema } from "../../../src/report/explain-schema.ts";
import { renderJson, renderLintText, renderSarif } from "../../../src/report/index.ts";
import { lintJsonSchema } from "../../../src/report/lint-schema.ts";
import type { LintReport, Provenance } from "../../../src/vocabulary/index.ts";
import { finding, NOW, resource } from "./report-fixture.ts";

const LINE: Provenance = {
  file: "environments/idfint/alert stream.yaml",
  line: 31,
  column: 5,
  key: "kafka.replcas",
  transformation: null,
  commit: "1a69374c0ffee1a69374c0ffee1a69374c0ffee1",
  author: "Ada",
  time: "2026-11-21T05:14:00Z",
};
const VALUES = { type: "values", application: "broker", file: LINE.file } as const;
const MISSPELT = finding({
  kind: "lost-intent",
  layer: "intent",
  resource: VALUES,
  path: ["kafka", "replcas"],
  reason: "misspelt-key",
  statement: "No template reads kafka.replcas; kafka.replicas is read",
  provenance: LINE,
});
const COUPLING = finding({
  kind: "coupling",
  layer: "intent",
  resource: resource("kafka.strimzi.io", "KafkaTopic", "alerts"),
  path: ["spec", "replicas"],
  reason: "replicas-exceed-brokers",
  statement: "KafkaTopic alerts asks for 5 replicas, and Kafka alert-broker has 3 brokers",
});
const REPORT: LintReport = {
  schemaVersion: 1,
  revision: "1a69374c0ffee1a69374c0ffee1a69374c0ffee1+dirty",
  base: "1a69374c0ffee1a69374c0ffee1a69374c0ffee1",
  environments: [
    {
      name: "idfint",
      applications: [{ name: "broker", namespace: "kafka", revision: null, helm: "4.2.3", leaves: 12 }],
      findings: [MISSPELT],
      ignored: [{ finding: COUPLING, by: "comment", why: "one broker is on its way (values.yaml:3)", expires: null }],
      unreadable: [],
      notes: [],
      stats: { leaves: 12, objects: 4, renders: 5, probes: 4, seconds: 0.61 },
    },
  ],
};

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly Record<string, unknown>[];
  }[];
}

describe("report/lint", () => {
  it("names the rule, the line and who wrote it", () => {
    const text = renderLintText(REPORT, { colour: false, width: 80, now: NOW });
    expect(stripVTControlCharacters(text)).toBe(text);
    expect(text).toContain("high  misspelt-key  /kafka/replcas");
    expect(text).toContain("environments/idfint/alert stream.yaml:31");
    expect(text).toContain("docs/rules/misspelt-key.md says how");
    expect(text).toContain("Ignored: 1 by comment");
    expect(text).toContain("Compared with commit 1a69374");
  });

  it("is SARIF with the values line as location, and ignored findings suppressed", () => {
    const log = JSON.parse(
      renderSarif(REPORT, { verb: "lint", version: "0.1.0", home: "https://example.org/holdfast" }),
    ) as Log;
    const [run] = log.runs;
    expect(run?.tool.driver.rules).toMatchObject([
      { id: "misspelt-key", helpUri: "https://example.org/holdfast/blob/main/docs/rules/misspelt-key.md" },
      { id: "replicas-exceed-brokers" },
    ]);
    expect(run?.results).toMatchObject([
      {
        ruleId: "misspelt-key",
        ruleIndex: 0,
        level: "error",
        partialFingerprints: { "holdfastFinding/v1": MISSPELT.id },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "environments/idfint/alert%20stream.yaml" },
              region: { startLine: 31, startColumn: 5 },
            },
          },
        ],
      },
      { ruleId: "replicas-exceed-brokers", suppressions: [{ kind: "inSource", status: "accepted" }] },
    ]);
    expect(run?.results[1]).not.toHaveProperty("locations");
  });

  it.each([
    ["lint", lintJsonSchema()],
    ["explain", explainJsonSchema()],
  ])("publishes the contract of %s; npm run schema writes it anew", (verb, schema) => {
    const file = new URL(`../../../schema/${verb}.schema.json`, import.meta.url);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(schema);
  });

  it("prints JSON that its contract accepts", () => {
    const validate = new Ajv2020({ strict: true }).compile(lintJsonSchema());
    validate(JSON.parse(renderJson(REPORT)));
    expect(validate.errors).toBeNull();
  });
});
