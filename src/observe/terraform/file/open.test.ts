import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTerraformState } from "./open.ts";

describe("observe/terraform/file/open", () => {
  let folder = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "holdfast-terraform-"));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it("reads a file, anew each time, and names it as asked", async () => {
    const file = join(folder, "int.tfstate");
    await writeFile(file, '{"version":4,"resources":[]}');
    const reader = openTerraformState(file, "terraform/int.tfstate");
    expect(await reader.state()).toMatchObject({ ok: true, value: { buckets: [] } });
    await writeFile(file, "{");
    expect(await reader.state()).toMatchObject({ failure: { what: "Terraform state terraform/int.tfstate" } });
    await reader.close();
  });

  it.each([
    ["no-such-file", "the file does not exist"],
    [".", "the file cannot be read (EISDIR)"],
  ])("says why %s cannot be read", async (name, why) => {
    const reading = await openTerraformState(join(folder, name), "it").state();
    expect(reading).toEqual({ ok: false, failure: { reason: "unreachable", what: "Terraform state it", why } });
  });
});
