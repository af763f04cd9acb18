import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openRepository } from "./open.ts";

const AUTHOR = ["-c", "user.name=Ada", "-c", "user.email=ada@example.test"];

describe("git/changed-files", () => {
  let root: string;
  const git = (...args: readonly string[]): string =>
    execFileSync("git", [...AUTHOR, ...args], { cwd: root, encoding: "utf8" }).trim();

  async function write(file: string, text: string): Promise<void> {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }

  function commit(): string {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", "Change");
    return git("rev-parse", "HEAD");
  }

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "holdfast-changed-"));
    git("init", "--quiet", "--initial-branch=main");
  });
  afterEach(() => rm(root, { recursive: true }));

  it("names what the working tree changed, staged, renamed and added, and nothing that is ignored", async () => {
    for (const file of ["same", "edited", "staged", "old name", "gone"]) await write(file, file);
    await write(".gitignore", "ignored\n");
    const base = commit();
    await write("edited", "x");
    await write("staged", "x");
    git("add", "staged");
    await rename(join(root, "old name"), join(root, "new\nname"));
    await rm(join(root, "gone"));
    await write("ignored", "x");
    const repository = await openRepository(root);
    expect(await repository.changedFiles(base, null)).toEqual(["edited", "gone", "new\nname", "old name", "staged"]);
  });

  it("names what lies between two commits, below its own folder only", async () => {
    await write("deploy/values.yaml", "a: 1\n");
    await write("other.yaml", "a: 1\n");
    const base = commit();
    await write("deploy/values.yaml", "a: 2\n");
    await write("other.yaml", "a: 2\n");
    const head = commit();
    await write("deploy/later.yaml", "");
    const repository = await openRepository(join(root, "deploy"));
    expect(await repository.changedFiles(base, head)).toEqual(["values.yaml"]);
    expect(await repository.changedFiles(head, head)).toEqual([]);
    expect(await repository.changedFiles(head, null)).toEqual(["later.yaml"]);
  });
});
