import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it, vi } from "vitest";
import type { ValuesExplanation } from "../../../src/vocabulary/index.ts";
import { Workplace } from "../../servers/cli/workplace.ts";
import { CANARY, valuesRepository } from "./values-repository.ts";

// Each test runs the program several times, and the machine may be busy.
vi.setConfig({ testTimeout: 180_000 });

async function invalid(stdout: string): Promise<unknown> {
  const schema: object = JSON.parse(await readFile("schema/explain.schema.json", "utf8"));
  const validate = new Ajv2020({ strict: false }).compile(schema);
  validate(JSON.parse(stdout));
  return validate.errors;
}

describe("cli: explain", () => {
  it("follows a field without a cluster, and says why the cluster was not read", async () => {
    await using place = await Workplace.open(valuesRepository());
    const args = ["explain", "dev", "KafkaTopic/alerts", "spec.partitions"];
    const text = await place.holdfast(args);
    expect(text).toMatchObject({ code: 0, stderr: "" });
    expect(text.stdout).toMatch(/^KafkaTopic alerts {2}\/spec\/partitions\ndev, broker\n/);
    expect(text.stdout).toMatch(/values +partitions: 6\n +environments\/dev\/broker\.yaml:3 /);
    expect(text.stdout).toMatch(/rendered +6\n +broker\/templates\/all\.yaml, Helm/);
    expect(text.stdout).toMatch(/live +not read: holdfast\.yaml names no cluster for dev\./);
    const json = await place.holdfast([...args, "--output", "json"]);
    expect(await invalid(json.stdout)).toBeNull();
    expect(JSON.parse(json.stdout)).toMatchObject({
      environment: "dev",
      values: [{ file: "environments/dev/broker.yaml", line: 3, key: "partitions", value: 6 }],
      rendered: { value: 6, unread: null },
      live: { unread: expect.stringMatching(/names no cluster/) },
      service: null,
    });
  });

  it.each([
    ["mode", "moves", /ConfigMap settings {2}\/data\/mode {2}\(same\)/],
    ["metrics.port", "dormant", /moves nothing while metrics\.enabled is as it is/],
    ["spare", "silent", /spare: unused\n.*\n {2}moves nothing, and no template reads it\n/],
  ])("says of the value %s that it is %s", async (key, outcome, says) => {
    await using place = await Workplace.open(valuesRepository());
    const args = ["explain", "--values", key];
    expect(await place.holdfast(args)).toMatchObject({ code: 0, stderr: "", stdout: expect.stringMatching(says) });
    const json = await place.holdfast([...args, "--app", "broker", "--output", "json"]);
    expect(await invalid(json.stdout)).toBeNull();
    const { uses } = JSON.parse(json.stdout) as ValuesExplanation;
    expect(uses.map((use) => use.outcome)).toEqual([outcome]);
  });

  it("never shows a Secret's value", async () => {
    await using place = await Workplace.open(valuesRepository());
    for (const asked of [
      ["dev", "Secret/credentials", "stringData.password"],
      ["dev", "Secret/credentials"],
      ["--values", "password"],
    ]) {
      for (const output of ["text", "json"]) {
        const ran = await place.holdfast(["explain", ...asked, "--output", output]);
        expect({ code: ran.code, leaked: `${ran.stdout}${ran.stderr}`.includes(CANARY) }).toEqual({
          code: 0,
          leaked: false,
        });
        expect(ran.stdout).toContain("credentials");
      }
    }
  });

  it("keeps a password to itself that no Secret is rendered from yet", async () => {
    const template = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { mode: calm }\n";
    await using place = await Workplace.open({
      ...valuesRepository(),
      "charts/broker/templates/all.yaml": template,
    });
    for (const output of ["text", "json"]) {
      const { stdout, code } = await place.holdfast(["explain", "dev", "--values", "password", "--output", output]);
      expect({ code, told: stdout.includes("password"), leaked: stdout.includes(CANARY) }).toEqual({
        code: 0,
        told: true,
        leaked: false,
      });
    }
  });
});
