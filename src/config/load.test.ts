import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../errors/index.ts";
import { findConfig, loadConfig } from "./load.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "holdfast-config-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe("config/load", () => {
  it("finds the nearest holdfast.yaml upwards", async () => {
    await mkdir(join(root, "a/b"), { recursive: true });
    await writeFile(join(root, "holdfast.yaml"), "");
    expect(await findConfig(join(root, "a/b"))).toBe(join(root, "holdfast.yaml"));
    await writeFile(join(root, "a/holdfast.yaml"), "");
    expect(await findConfig(join(root, "a/b"))).toBe(join(root, "a/holdfast.yaml"));
  });

  it("points to holdfast init when there is none", async () => {
    await expect(findConfig(parse(root).root)).rejects.toThrow(/Run holdfast init/);
  });

  it.each([
    ["none.yaml", /none\.yaml does not exist\. Name another/],
    [".", /cannot be read \(EISDIR\)/],
  ])("says why %s is not read", async (name, message) => {
    const loading = loadConfig(join(root, name));
    await expect(loading).rejects.toThrow(message);
    await expect(loading).rejects.toBeInstanceOf(UserError);
  });

  it("resolves paths against the folder of the file", async () => {
    const text =
      "schemaVersion: 1\nlayout: { appOfApps: { chart: e, values: '{environment}' } }\nenvironments: [{ name: a }]\n";
    await writeFile(join(root, "holdfast.yaml"), text);
    expect(await loadConfig(join(root, "holdfast.yaml"))).toMatchObject({ file: join(root, "holdfast.yaml"), root });
  });
});
