import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../errors/index.ts";
import { type FileDiff, type Hunk, openRepository } from "./index.ts";

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "holdfast-diff-")));
  git("init", "-q", "-b", "main");
});

afterEach(() => rm(root, { recursive: true, force: true }));

function git(...args: string[]): string {
  const { PATH, HOME } = process.env;
  const isolated = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const config = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "protocol.file.allow=always"];
  const env = { PATH, HOME, ...isolated };
  return execFileSync("git", [...config, ...args], { cwd: root, env, encoding: "utf8" }).trim();
}

async function write(file: string, text: string | Buffer): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
}

async function commit(files: Readonly<Record<string, string | Buffer>> = {}): Promise<string> {
  for (const [file, text] of Object.entries(files)) await write(file, text);
  git("add", "-A");
  git("commit", "-qm", "change", "--allow-empty");
  return git("rev-parse", "HEAD");
}

async function diff(from: string, to: string, folder = root): Promise<readonly FileDiff[]> {
  return (await openRepository(folder)).diff(from, to);
}

async function mergeBase(a: string, b: string, folder = root): Promise<string | null> {
  return (await openRepository(folder)).mergeBase(a, b);
}

/** Each line as `base:head`, a dash for a side that lacks it. */
function shown(hunks: readonly Hunk[] | undefined): string[] | undefined {
  return hunks?.map(({ lines }) => lines.map(({ base, head }) => `${base ?? "-"}:${head ?? "-"}`).join(" "));
}

function numbered(count: number, changes: Readonly<Record<number, string>> = {}): string {
  return Array.from({ length: count }, (_, index) => `${changes[index + 1] ?? `line ${index + 1}`}\n`).join("");
}

/** The one file that differs. */
async function only(
  before: string | Buffer,
  after: string | Buffer,
  file = "values.yaml",
): Promise<FileDiff | undefined> {
  const [from, to] = [await commit({ [file]: before }), await commit({ [file]: after })];
  const files = await diff(from, to);
  expect(files).toHaveLength(1);
  return files[0];
}

describe("git/diff", () => {
  it("shows three lines around each change, as a pull request does", async () => {
    const file = await only(numbered(30), numbered(30, { 10: "new", 20: "new" }));
    expect(file).toMatchObject({ file: "values.yaml", formerly: null, status: "modified" });
    expect(shown(file?.hunks)).toEqual([
      "7:7 8:8 9:9 10:- -:10 11:11 12:12 13:13",
      "17:17 18:18 19:19 20:- -:20 21:21 22:22 23:23",
    ]);
  });

  it("joins changes whose surroundings meet", async () => {
    const file = await only(numbered(20), numbered(20, { 5: "new", 12: "new" }));
    expect(file?.hunks).toHaveLength(1);
  });

  it.each<[string, string, string, string[]]>([
    ["an added line", "a\nb\n", "a\nnew\nb\n", ["1:1 -:2 2:3"]],
    ["a removed line", "a\ngone\nb\n", "a\nb\n", ["1:1 2:- 3:2"]],
    ["no newline at the end", "a\nb", "a\nc", ["1:1 2:- -:2"]],
    ["a newline at the end that comes", "a\nb", "a\nb\n", ["1:1 2:- -:2"]],
    ["line ends that become CRLF", "a\nb\n", "a\r\nb\r\n", ["1:- 2:- -:1 -:2"]],
    ["a change between CRLF lines", "a\r\nb\r\n", "a\r\nc\r\n", ["1:1 2:- -:2"]],
    ["empty lines", "\n\na\n", "\n\nb\n", ["1:1 2:2 3:- -:3"]],
    ["lines that look like a patch", "a\n", "a\n@@ -1 +1 @@\n++ b\n-- c\ndiff --git a b\n", ["1:1 -:2 -:3 -:4 -:5"]],
    ["removed lines that look like a patch", "-- c\n++ x\na\n", "a\n", ["1:- 2:- 3:1"]],
    ["a file that gets its first line", "", "a\n", ["-:1"]],
    ["a file that becomes empty", "a\n", "", ["1:-"]],
    ["a line of a megabyte", `${"x".repeat(1e6)}\nb\n`, `${"x".repeat(1e6)}\nc\n`, ["1:1 2:- -:2"]],
  ])("reads %s", async (...[, before, after, expected]) => {
    expect(shown((await only(before, after))?.hunks)).toEqual(expected);
  });

  it("names what is added, deleted, renamed and edited, in order of names", async () => {
    const from = await commit({ gone: "only once\n", "old name": numbered(9), same: "1\n", moved: "only moved\n" });
    await rm(join(root, "gone"));
    await rename(join(root, "old name"), join(root, "a new name"));
    await rename(join(root, "moved"), join(root, "zz"));
    const to = await commit({ "a new name": numbered(9, { 9: "new" }), "b/added": "1\n2\n", empty: "" });
    expect((await diff(from, to)).map((file) => ({ ...file, hunks: shown(file.hunks) }))).toEqual([
      { file: "a new name", formerly: "old name", status: "renamed", hunks: ["6:6 7:7 8:8 9:- -:9"] },
      { file: "b/added", formerly: null, status: "added", hunks: ["-:1 -:2"] },
      { file: "empty", formerly: null, status: "added", hunks: [] },
      { file: "gone", formerly: null, status: "deleted", hunks: ["1:-"] },
      { file: "zz", formerly: "moved", status: "renamed", hunks: [] },
    ]);
  });

  it.each([
    "a b.yaml",
    'it\'s "quoted".yaml',
    "line\nfeed.yaml",
    "x\ndiff --git a/y b/y\n@@ -1 +1 @@\n",
    "-dash",
    "ü ö.yaml",
    ":(glob)*",
    "tab\t.yaml",
    "back\\slash",
    "café/日本.yaml",
  ])("reads %j, renamed too", async (name) => {
    const from = await commit({ [name]: numbered(5), "other.yaml": "1\n" });
    const edited = await commit({ [name]: numbered(5, { 1: "new" }), "other.yaml": "2\n" });
    const files = await diff(from, edited);
    expect(files.map(({ file }) => file).toSorted()).toEqual([name, "other.yaml"].toSorted());
    expect(shown(files.find(({ file }) => file === name)?.hunks)).toEqual(["1:- -:1 2:2 3:3 4:4"]);
    await rename(join(root, name), join(root, `${name}2`));
    const [moved] = await diff(edited, await commit());
    expect(moved).toEqual({ file: `${name}2`, formerly: name, status: "renamed", hunks: [] });
  });

  it("shows no lines of binary and of very large files, and does not lose count of the others", async () => {
    const large = `a: 1\n${"x: 0123456789\n".repeat(750_000)}`;
    const from = await commit({ a: Buffer.of(0, 1, 2), "large.yaml": large, z: "1\n" });
    const to = await commit({ a: Buffer.of(0, 1, 3), "large.yaml": large.replace("1", "2"), z: "2\n" });
    expect((await diff(from, to)).map(({ file, hunks }) => [file, hunks.length])).toEqual([
      ["a", 0],
      ["large.yaml", 0],
      ["z", 1],
    ]);
  });

  it("shows no lines of a difference that is too long to be looked at", async () => {
    const from = await commit({ a: "1\n", b: "1\n" });
    const to = await commit({ a: numbered(30_000), b: "2\n" });
    expect((await diff(from, to)).map(({ hunks }) => hunks.length)).toEqual([0, 1]);
  });

  it("knows modes, links, submodules and files that become links", async () => {
    await commit({ "run.sh": "1\n", "becomes-link": "a\nb\n" });
    await symlink("run.sh", join(root, "link"));
    git("init", "-q", "sub");
    git("-C", "sub", "commit", "-q", "--allow-empty", "-m", "one");
    const from = await commit({ last: "1\n" });
    await chmod(join(root, "run.sh"), 0o755);
    for (const name of ["link", "becomes-link"]) await rm(join(root, name));
    await symlink("last", join(root, "link"));
    await symlink("last", join(root, "becomes-link"));
    git("-C", "sub", "commit", "-q", "--allow-empty", "-m", "two");
    const to = await commit({ last: "2\n" });
    const found = (await diff(from, to)).map(({ file, status, hunks }) => [file, status, shown(hunks)]);
    expect(found).toEqual([
      ["becomes-link", "modified", ["1:- 2:-", "-:1"]],
      ["last", "modified", ["1:- -:1"]],
      ["link", "modified", ["1:- -:1"]],
      ["run.sh", "modified", []],
      ["sub", "modified", []],
    ]);
  });

  it("looks at its own folder only: what moves in is added, what moves out is deleted", async () => {
    const from = await commit({ "deploy/out": numbered(9), in: "another\n", "deploy/a": "1\n", other: "1\n" });
    await rename(join(root, "deploy/out"), join(root, "out"));
    await rename(join(root, "in"), join(root, "deploy/in"));
    const to = await commit({ "deploy/a": "2\n", other: "2\n" });
    const found = (await diff(from, to, join(root, "deploy"))).map(({ file, status }) => [file, status]);
    expect(found).toEqual([
      ["a", "modified"],
      ["in", "added"],
      ["out", "deleted"],
    ]);
  });

  it("does not change with git's configuration, and runs nothing that it names", async () => {
    await write(".git/spy.sh", `#!/bin/sh\ntouch ${join(root, ".git/seen")}\necho x\n`);
    await chmod(join(root, ".git/spy.sh"), 0o755);
    await write(".git/attributes-of-user", "*.yaml -diff\n");
    const spy = join(root, ".git/spy.sh");
    const from = await commit({
      ".gitattributes": "*.txt diff=spy\n",
      "ü.yaml": `${numbered(30)}\n`,
      "b.txt": numbered(9),
    });
    await rename(join(root, "b.txt"), join(root, "c.txt"));
    const to = await commit({
      "ü.yaml": `${numbered(30, { 9: "new", 20: "new" })}\n`,
      "c.txt": numbered(9, { 1: "new" }),
    });
    const expected = await diff(from, to);
    expect(expected.map(({ status }) => status)).toEqual(["renamed", "modified"]);
    const configuration = {
      "diff.external": spy,
      "diff.spy.command": spy,
      "diff.spy.textconv": spy,
      "diff.noprefix": "true",
      "diff.mnemonicPrefix": "true",
      "diff.context": "0",
      "diff.interHunkContext": "50",
      "diff.renames": "false",
      "diff.renameLimit": "1",
      "diff.algorithm": "patience",
      "diff.indentHeuristic": "false",
      "diff.suppressBlankEmpty": "true",
      "diff.relative": "true",
      "diff.submodule": "log",
      "diff.orderFile": spy,
      "diff.wordRegex": ".",
      "core.quotePath": "false",
      "core.bigFileThreshold": "1",
      "core.attributesFile": join(root, ".git/attributes-of-user"),
      "core.pager": spy,
      "color.ui": "always",
      "color.diff": "always",
    };
    for (const [key, value] of Object.entries(configuration)) git("config", key, value);
    expect(await diff(from, to)).toEqual(expected);
    expect(existsSync(join(root, ".git/seen"))).toBe(false);
  });

  it("finds nothing between equal states, and needs no branch", async () => {
    const first = await commit({ a: "1\n" });
    const second = await commit();
    git("checkout", "-q", "--detach", second);
    expect(await diff(first, second)).toEqual([]);
    expect(await diff("HEAD", "HEAD")).toEqual([]);
  });

  it.each(["0".repeat(40), "nothing", "--output=x"])("says so when this clone lacks %j", async (revision) => {
    const head = await commit({ a: "1\n" });
    await expect(diff(revision, head)).rejects.toThrow(UserError);
    await expect(diff(head, revision)).rejects.toThrow(/This clone has no revision/);
  });
});

describe("git/merge-base", () => {
  it("is where a branch left, however far its base moved on", async () => {
    const parted = await commit({ a: "1\n", b: "1\n" });
    git("checkout", "-qb", "feature");
    const head = await commit({ a: "2\n" });
    git("checkout", "-q", "main");
    await commit({ b: "2\n" });
    const base = await mergeBase("main", head);
    expect(base).toBe(parted);
    expect((await diff(parted, head)).map(({ file }) => file)).toEqual(["a"]);
  });

  it("moves on when the branch takes its base in", async () => {
    await commit({ a: "1\n", b: "1\n" });
    git("checkout", "-qb", "feature");
    await commit({ a: "2\n" });
    git("checkout", "-q", "main");
    const moved = await commit({ b: "2\n" });
    git("checkout", "-q", "feature");
    git("merge", "-q", "--no-ff", "-m", "merge", "main");
    expect(await mergeBase("main", "feature")).toBe(moved);
    expect((await diff(moved, "feature")).map(({ file }) => file)).toEqual(["a"]);
  });

  it("is the revision itself where nothing happened since", async () => {
    const first = await commit({ a: "1\n" });
    const second = await commit({ a: "2\n" });
    expect(await mergeBase(first, second)).toBe(first);
    expect(await mergeBase(second, second)).toBe(second);
  });

  it("is none for histories that have nothing in common", async () => {
    await commit({ a: "1\n" });
    git("checkout", "-q", "--orphan", "other");
    await commit({ a: "2\n" });
    expect(await mergeBase("main", "other")).toBeNull();
  });

  it("is none where a shallow clone ends before the histories part, and found with enough of them", async () => {
    const parted = await commit({ a: "1\n" });
    git("checkout", "-qb", "feature");
    for (const text of ["2\n", "3\n"]) await commit({ a: text });
    git("checkout", "-q", "main");
    for (const text of ["2\n", "3\n"]) await commit({ b: text });
    const clone = (depth: number): string => {
      const folder = join(root, `depth-${depth}`);
      git("clone", "-q", `--depth=${depth}`, "--no-single-branch", `file://${root}`, folder);
      return folder;
    };
    expect(await mergeBase("main", "feature", clone(1))).toBeNull();
    expect(await mergeBase("main", "feature", clone(3))).toBe(parted);
    expect((await diff("main", "feature", clone(2))).map(({ file }) => file)).toEqual(["a", "b"]);
  });

  it.each(["nothing", "-h", "0".repeat(40)])("is none for %j", async (revision) => {
    const head = await commit({ a: "1\n" });
    expect(await mergeBase(head, revision)).toBeNull();
    expect(await mergeBase(revision, head)).toBeNull();
  });
});
