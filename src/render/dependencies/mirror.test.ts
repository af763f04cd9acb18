import { lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Change, mirror } from "./mirror.ts";

describe("render/dependencies/mirror", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "holdfast-mirror-"));
    await mkdir(join(folder, "source/templates/deep"), { recursive: true });
    await mkdir(join(folder, "source/files"));
    for (const file of ["Chart.yaml", "Chart.lock", "templates/a.yaml", "templates/deep/b.yaml", "files/c"]) {
      await writeFile(join(folder, "source", file), file);
    }
  });

  afterAll(() => rm(folder, { recursive: true }));

  it("copies by links, but for what changes", async () => {
    const target = join(folder, "target");
    await mirror(
      join(folder, "source"),
      target,
      new Map<string, Change>([
        ["Chart.yaml", { text: "changed" }],
        ["Chart.lock", "left-out"],
        ["templates/deep/b.yaml", { text: "deep" }],
        ["charts/sub", { link: join(folder, "source/files") }],
        ["charts/stub/Chart.yaml", { text: "stub" }],
      ]),
    );
    expect((await readdir(target)).sort()).toEqual(["Chart.yaml", "charts", "files", "templates"]);
    expect(await readFile(join(target, "Chart.yaml"), "utf8")).toBe("changed");
    expect(await readFile(join(target, "templates/a.yaml"), "utf8")).toBe("templates/a.yaml");
    expect(await readFile(join(target, "templates/deep/b.yaml"), "utf8")).toBe("deep");
    expect(await readFile(join(target, "charts/sub/c"), "utf8")).toBe("files/c");
    expect(await readFile(join(target, "charts/stub/Chart.yaml"), "utf8")).toBe("stub");
    expect((await lstat(join(target, "files"))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder, "source/Chart.yaml"), "utf8")).toBe("Chart.yaml");
  });

  it("removing a copy leaves the original alone", async () => {
    const target = join(folder, "gone");
    await mirror(join(folder, "source"), target, new Map());
    await rm(target, { recursive: true, force: true });
    expect((await readdir(join(folder, "source"), { recursive: true })).length).toBe(8);
  });
});
