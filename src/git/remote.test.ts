import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { openRepository } from "./open.ts";

const run = promisify(execFile);

async function folder(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "holdfast-remote-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return root;
}

describe("git/remote", () => {
  it("is where origin points, as git rewrites it; none is null", async () => {
    const root = await folder();
    const git = (...args: string[]): Promise<unknown> => run("git", args, { cwd: root });
    await git("init", "--quiet");
    const repository = await openRepository(root);
    expect(await repository.remoteUrl()).toBeNull();
    await git("remote", "add", "upstream", "https://github.com/other/name");
    expect(await repository.remoteUrl()).toBeNull();
    await git("remote", "add", "origin", "gh:owner/name");
    await git("config", "url.https://github.com/.insteadOf", "gh:");
    expect(await repository.remoteUrl()).toBe("https://github.com/owner/name");
  });

  it("a folder without git has none", async () => {
    expect(await (await openRepository(await folder())).remoteUrl()).toBeNull();
  });
});
