import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../errors/index.ts";
import { locateHelm } from "./locate.ts";

describe("render/helm/locate", () => {
  let folder: string;
  let fake: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "holdfast-locate-"));
    fake = join(folder, "helm");
    await writeFile(fake, "#!/bin/sh\necho v3.99.1\n");
    await chmod(fake, 0o755);
    await mkdir(join(folder, "empty"));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it("takes HOLDFAST_HELM before anything else", async () => {
    const helm = await locateHelm({ env: { HOLDFAST_HELM: fake, PATH: "" }, pinned: null });
    expect(helm).toEqual({ binary: fake, version: "3.99.1" });
  });

  it("takes Helm from PATH", async () => {
    const path = `${join(folder, "empty")}:${folder}`;
    expect(await locateHelm({ env: { PATH: path }, pinned: "v3.99.1" })).toEqual({ binary: fake, version: "3.99.1" });
  });

  it("refuses another version than the pinned one", async () => {
    await expect(locateHelm({ env: { HOLDFAST_HELM: fake }, pinned: "4.2.3" })).rejects.toThrow(
      /pins Helm 4\.2\.3, but .*helm is 3\.99\.1; install 4\.2\.3/,
    );
  });

  it.each([
    ["is not there", "/nonexistent/helm"],
    ["is a folder", tmpdir()],
  ])("refuses HOLDFAST_HELM that %s", async (_, path) => {
    await expect(locateHelm({ env: { HOLDFAST_HELM: path }, pinned: null })).rejects.toThrow(UserError);
  });

  it("refuses a program that is not Helm", async () => {
    await symlink("/bin/true", join(folder, "true")).catch(() => undefined);
    await expect(locateHelm({ env: { HOLDFAST_HELM: join(folder, "true") }, pinned: null })).rejects.toThrow(
      /does not say Helm's version/,
    );
  });

  it("falls back to the development dependency, unpacked once and executable", async () => {
    const helm = await locateHelm({ env: { PATH: "" }, pinned: null });
    expect(helm.version).toMatch(/^4\./);
    const before = (await stat(helm.binary)).mtimeMs;
    expect((await locateHelm({ env: { PATH: "" }, pinned: null })).binary).toBe(helm.binary);
    expect((await stat(helm.binary)).mtimeMs).toBe(before);
  });

  it("takes Helm 3 when it is asked for by name", async () => {
    const helm = await locateHelm({ env: { HOLDFAST_HELM: fake }, pinned: null, dependency: "helm-3" });
    expect(helm.version).toMatch(/^3\./);
  });

  it("unpacks safely when several start at once", async () => {
    const all = await Promise.all([1, 2, 3].map(() => locateHelm({ env: { PATH: "" }, pinned: null })));
    expect(new Set(all.map(({ binary }) => binary)).size).toBe(1);
  });
});
