import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it, vi } from "vitest";
import type { LintedEnvironment, LintReport } from "../../../src/vocabulary/index.ts";
import type { Ran } from "../../servers/cli/command-line.ts";
import { Workplace } from "../../servers/cli/workplace.ts";
import { CANARY, DEFINITION, KAFKA, VALUES, valuesRepository } from "./values-repository.ts";

// Each test runs the program several times, and the machine may be busy.
vi.setConfig({ testTimeout: 180_000 });

const BROKER = "environments/dev/broker.yaml";

function linted({ stdout }: Ran): LintedEnvironment {
  const [environment] = (JSON.parse(stdout) as LintReport).environments;
  if (environment === undefined) throw new Error(`no environment in ${stdout}`);
  return environment;
}

async function jsonOf(place: Workplace, ...args: readonly string[]): Promise<LintedEnvironment> {
  return linted(await place.holdfast(["lint", "--output", "json", ...args]));
}

/** The rules whose findings count, each with its line. */
function reasons({ findings }: LintedEnvironment): string[] {
  return findings.map(({ reason, provenance }) => `${reason} ${provenance?.line ?? "-"}`);
}

describe("cli: lint", () => {
  it("prints what it finds with its values line, and never a Secret's value", async () => {
    await using place = await Workplace.open(valuesRepository());
    const { stdout, stderr, code } = await place.holdfast(["lint"]);
    expect(stdout).toMatch(/^dev: 1 high, 1 medium\n/);
    expect(stdout).toMatch(
      /high {2}misspelt-key {2}\/retenton\n +from {2}environments\/dev\/broker\.yaml:2 {2}retenton/,
    );
    expect(stdout).toMatch(/medium {2}unread-value {2}\/spare\n/);
    expect(stdout).toMatch(/2 of 2 applications, \d+ values, \d+ probes/);
    expect({ stderr, code, leaked: stdout.includes(CANARY) }).toEqual({ stderr: "", code: 0, leaked: false });
  });

  it("prints JSON that its schema describes, the second time without a probe", async () => {
    await using place = await Workplace.open(valuesRepository());
    const first = await place.holdfast(["lint", "dev", "--output", "json"]);
    const schema: object = JSON.parse(await readFile("schema/lint.schema.json", "utf8"));
    const validate = new Ajv2020({ strict: false }).compile(schema);
    validate(JSON.parse(first.stdout));
    expect(validate.errors).toBeNull();
    expect(reasons(linted(first))).toEqual(["misspelt-key 2", "unread-value 7"]);
    expect(linted(first).stats.probes).toBeGreaterThan(0);
    const second = await jsonOf(place, "dev");
    expect(second.findings).toEqual(linted(first).findings);
    expect(second.stats.probes).toBe(0);
    expect(first.stdout).not.toContain(CANARY);
  });

  it("prints SARIF with the values line, and what is ignored as suppressed", async () => {
    const config = { ignore: [{ rule: "unread-value", reason: "kept for later" }] };
    await using place = await Workplace.open(valuesRepository(config));
    const { stdout, code } = await place.holdfast(["lint", "--output", "sarif"]);
    const at = (startLine: number) => [
      { physicalLocation: { artifactLocation: { uri: BROKER }, region: { startLine } } },
    ];
    expect({ code, log: JSON.parse(stdout) }).toMatchObject({
      code: 0,
      log: {
        version: "2.1.0",
        runs: [
          {
            results: [
              { ruleId: "misspelt-key", level: "error", locations: at(2) },
              { ruleId: "unread-value", locations: at(7), suppressions: [{ kind: "external", status: "accepted" }] },
            ],
          },
        ],
      },
    });
    expect(stdout).not.toContain(CANARY);
  });

  it("exits 0, 2 or 3 when that is asked for", async () => {
    await using place = await Workplace.open(valuesRepository());
    const code = async (...args: string[]) => (await place.holdfast(["lint", "--detailed-exitcode", ...args])).code;
    expect(await code("--app", "quiet")).toBe(0);
    expect(await code("--app", "broker")).toBe(2);
    await place.write({ "charts/quiet/templates/all.yaml": '{{ fail "no" }}' });
    const ran = await place.holdfast(["lint", "--detailed-exitcode"]);
    expect(ran).toMatchObject({ code: 3, stdout: expect.stringMatching(/misspelt-key/) });
    expect(ran.stdout).toMatch(/unreadable(?:.|\n)*charts\/quiet\/templates\/all\.yaml:1:3: no/);
  });

  it("narrows by application and by severity", async () => {
    await using place = await Workplace.open(valuesRepository());
    expect(reasons(await jsonOf(place, "--severity", "high"))).toEqual(["misspelt-key 2"]);
    expect(reasons(await jsonOf(place, "--app", "quiet"))).toEqual([]);
    expect(reasons(await jsonOf(place, "--app", "broker"))).toHaveLength(2);
  });

  it("looks at a change since the last commit, or since a base", async () => {
    await using place = await Workplace.open(valuesRepository());
    await place.write({ [BROKER]: VALUES.replace("partitions: 6", "partitions: 4") });
    const lowered = ["misspelt-key 2", "partitions-lowered 3", "unread-value 7"];
    expect(reasons(await jsonOf(place)).toSorted()).toEqual(lowered);
    await place.commit();
    expect(reasons(await jsonOf(place))).toEqual(["misspelt-key 2", "unread-value 7"]);
    expect(reasons(await jsonOf(place, "--base", "HEAD~1")).toSorted()).toEqual(lowered);
    const text = await place.holdfast(["lint", "--base", "HEAD~1"]);
    expect(text.stdout).toMatch(/Compared with commit [0-9a-f]{7}/);
  });

  it("says so where the base cannot be read as the environment is now", async () => {
    const { "environments/dev/quiet.yaml": quiet = "", ...before } = valuesRepository();
    await using place = await Workplace.open(before);
    await place.write({
      "environments/dev/quiet.yaml": quiet,
      [BROKER]: VALUES.replace("partitions: 6", "partitions: 4"),
    });
    const { notes } = await jsonOf(place);
    expect(notes).toContainEqual(expect.stringMatching(/^the change was not looked at: .*quiet\.yaml/));
  });

  it("ignores by comment, by rule and by baseline, and says so", async () => {
    const config = { ignore: [{ rule: "unread-value", reason: "kept for later" }] };
    await using place = await Workplace.open(valuesRepository(config));
    const byRule = await jsonOf(place);
    expect(byRule.ignored.map(({ by, finding }) => `${by} ${finding.reason}`)).toEqual(["rule unread-value"]);
    expect(reasons(byRule)).toEqual(["misspelt-key 2"]);
    const comment = "# holdfast: ignore misspelt-key until=2999-01-01 reason=an old name\nretenton";
    await place.write({ [BROKER]: VALUES.replace("retenton", comment) });
    const byComment = await jsonOf(place);
    expect(reasons(byComment)).toEqual([]);
    expect(byComment.ignored).toContainEqual(
      expect.objectContaining({ by: "comment", why: `an old name (${BROKER}:2)`, expires: "2999-01-01" }),
    );
    await place.write({ [BROKER]: VALUES.replace("retenton", comment.replace("2999", "2001")) });
    expect(reasons(await jsonOf(place))).toEqual(["misspelt-key 3"]);

    const entry = { id: byRule.findings[0]?.id, what: "misspelt", who: "ada", when: "2026-11-24", why: "as found" };
    await place.write({
      ...valuesRepository({ ...config, baseline: "b.json" }),
      "b.json": { schemaVersion: 1, entries: [entry] },
    });
    const { stdout } = await place.holdfast(["lint", "--detailed-exitcode"]);
    expect(stdout).toMatch(/^dev: nothing found\n/);
    expect(stdout).toMatch(/Ignored: 1 by rule, 1 by baseline/);
  });

  it("switches rules off and on", async () => {
    await using place = await Workplace.open({
      ...valuesRepository({ rules: { "misspelt-key": "off", "unread-value": "off" } }),
      "charts/quiet/templates/kafka.yaml": KAFKA,
    });
    const switched = async () => (await jsonOf(place)).findings.map(({ reason }) => reason);
    expect(await switched()).not.toContain("misspelt-key");
    expect(await switched()).not.toContain("auto-created-topics");
    await place.write(valuesRepository({ rules: { "auto-created-topics": "on" } }));
    expect(await switched()).toEqual(expect.arrayContaining(["misspelt-key", "unread-value", "auto-created-topics"]));
  });

  it("holds custom resources against the CRDs that holdfast.yaml names", async () => {
    await using place = await Workplace.open({
      ...valuesRepository({ crds: ["crds"] }),
      "crds/topics.yaml": DEFINITION,
    });
    const { findings, notes } = await jsonOf(place, "--kind", "KafkaTopic");
    expect(findings.map(({ reason, keyedPath }) => `${reason} ${keyedPath}`).toSorted()).toEqual([
      "refused-field /spec/partitions",
      "unknown-field /spec/replicas",
    ]);
    expect(notes).toEqual([]);
  });
});
