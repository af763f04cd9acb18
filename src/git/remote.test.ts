import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { openRepository } from "./open.ts";
import { parseRemote } from "./remote.ts";

const run = promisify(execFile);

describe("git/remote", () => {
  it.each([
    ["https://github.com/lsst-dm/phalanx.git", "github.com", "lsst-dm/phalanx"],
    ["https://github.com/lsst-dm/phalanx", "github.com", "lsst-dm/phalanx"],
    ["https://github.com/lsst-dm/phalanx/", "github.com", "lsst-dm/phalanx"],
    ["https://x-access-token:ghs_secret@github.com/o/n.git", "github.com", "o/n"],
    ["https://GitHub.Example.org:8443/o/n.git", "github.example.org", "o/n"],
    ["git@github.com:o/n.git", "github.com", "o/n"],
    ["github.com:o/n", "github.com", "o/n"],
    ["ssh://git@github.com/o/n.git", "github.com", "o/n"],
    ["ssh://git@ssh.github.com:443/o/n.git", "ssh.github.com", "o/n"],
    ["git@gitlab.com:group/sub/n.git", "gitlab.com", "group/sub/n"],
  ])("%s", (url, host, path) => {
    expect(parseRemote(url)).toEqual({ host, path });
  });

  it.each(["/srv/git/n.git", "../n.git", "file:///srv/git/n.git", "", "https://github.com", "https://github.com/"])(
    "%j is no place on a server",
    (url) => {
      expect(parseRemote(url)).toBeNull();
    },
  );

  it("asks git, which may rewrite the URL; no remote is none", async () => {
    const root = await mkdtemp(join(tmpdir(), "holdfast-remote-"));
    onTestFinished(() => rm(root, { recursive: true, force: true }));
    const git = (...args: string[]): Promise<unknown> => run("git", args, { cwd: root });
    await git("init", "--quiet");
    await using repository = disposable(await openRepository(root));
    expect(await repository.remote()).toBeNull();
    await git("remote", "add", "origin", "gh:o/n");
    await git("config", "url.https://token@github.com/.insteadOf", "gh:");
    expect(await repository.remote()).toEqual({ host: "github.com", path: "o/n" });
  });

  it("a folder without git has none", async () => {
    const root = await mkdtemp(join(tmpdir(), "holdfast-remote-"));
    onTestFinished(() => rm(root, { recursive: true, force: true }));
    expect(await (await openRepository(root)).remote()).toBeNull();
  });
});

function disposable<T extends { dispose(): Promise<void> }>(value: T): T & AsyncDisposable {
  return { ...value, [Symbol.asyncDispose]: () => value.dispose() };
}
