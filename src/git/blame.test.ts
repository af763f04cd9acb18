import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseBlame } from "./blame-entries.ts";
import { type GitRepository, openRepository } from "./index.ts";

let root: string;
let clock: number;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "holdfast-blame-")));
  clock = Date.UTC(2026, 0, 1, 12) / 1000;
  git("init", "-q", "-b", "main");
});

afterEach(() => rm(root, { recursive: true, force: true }));

function git(...args: string[]): string {
  const { PATH, HOME } = process.env;
  const isolated = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const dates = { GIT_AUTHOR_DATE: `${clock} +0200`, GIT_COMMITTER_DATE: `${clock + 60} +0200` };
  const config = ["-c", "user.name=Nobody", "-c", "user.email=test@example.org", "-c", "protocol.file.allow=always"];
  const env = { PATH, HOME, ...isolated, ...dates };
  return execFileSync("git", [...config, ...args], { cwd: root, env, encoding: "utf8" }).trim();
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
}

/** A commit by an author, an hour after the one before. */
async function commit(author: string, files: Record<string, string>): Promise<string> {
  for (const [file, text] of Object.entries(files)) await write(file, text);
  clock += 3600;
  git("add", "-A");
  git("commit", "-qm", "change", `--author=${author} <${author}@example.org>`);
  return git("rev-parse", "HEAD");
}

async function opened(folder = root): Promise<GitRepository> {
  return await openRepository(folder);
}

async function authors(file: string, revision: string | null, folder = root): Promise<(string | null)[]> {
  const repository = await opened(folder);
  return (await repository.blame(file, revision)).map(({ author }) => author);
}

async function dirty(): Promise<string> {
  const { revision } = await (await opened()).workingTree();
  expect(revision).toMatch(/\+dirty$/);
  return revision ?? "";
}

describe("git/blame", () => {
  it("says for each line which commit wrote it, who and when", async () => {
    const first = await commit("Ada", { "values.yaml": "a: 1\nb: 1\nc: 1\n" });
    const second = await commit("Jürgen Müller", { "values.yaml": "a: 1\nb: 2\nc: 1\n" });
    const ada = { commit: first, author: "Ada", time: "2026-01-01T13:00:00Z" };
    const blamed = await (await opened()).blame("values.yaml", second);
    expect(blamed).toEqual([ada, { commit: second, author: "Jürgen Müller", time: "2026-01-01T14:00:00Z" }, ada]);
    expect(await authors("values.yaml", first)).toEqual(["Ada", "Ada", "Ada"]);
  });

  it("takes names that are not written as UTF-8", async () => {
    git("config", "i18n.logOutputEncoding", "ISO-8859-1");
    const head = await commit("Ødegård", { "values.yaml": "a: 1\n" });
    expect(await authors("values.yaml", head)).toEqual(["Ødegård"]);
  });

  it("knows nobody for what is not committed", async () => {
    await commit("Ada", { "values.yaml": "a: 1\nb: 1\n" });
    await write("values.yaml", "new: 1\na: 1\nb: 2\n");
    const lines = await (await opened()).blame("values.yaml", await dirty());
    expect(lines.map(({ author }) => author)).toEqual([null, "Ada", null]);
    expect(lines[0]).toEqual({ commit: null, author: null, time: null });
  });

  it("reads a commit as it is, whatever the working tree holds", async () => {
    const head = await commit("Ada", { "values.yaml": "a: 1\n" });
    await write("values.yaml", "new: 1\na: 1\n");
    expect(await authors("values.yaml", head)).toEqual(["Ada"]);
  });

  it("blames a staged file on nobody, and a file beside it on its author", async () => {
    await commit("Ada", { "values.yaml": "a: 1\n" });
    await write("staged.yaml", "a: 1\n");
    git("add", "staged.yaml");
    expect(await authors("staged.yaml", await dirty())).toEqual([null]);
    expect(await authors("values.yaml", await dirty())).toEqual(["Ada"]);
  });

  it.each(["untracked.yaml", "absent.yaml", "folder", "folder/absent.yaml"])("knows nothing of %s", async (file) => {
    const head = await commit("Ada", { "folder/values.yaml": "a: 1\n" });
    await write("untracked.yaml", "a: 1\n");
    expect(await authors(file, await dirty())).toEqual([]);
    expect(await authors(file, head)).toEqual([]);
  });

  it("knows nothing of a deleted file but at the commit that had it", async () => {
    const head = await commit("Ada", { "values.yaml": "a: 1\n" });
    await rm(join(root, "values.yaml"));
    expect(await authors("values.yaml", await dirty())).toEqual([]);
    expect(await authors("values.yaml", head)).toEqual(["Ada"]);
  });

  it("knows nothing before the first commit and without git", async () => {
    await write("values.yaml", "a: 1\n");
    expect(await authors("values.yaml", null)).toEqual([]);
    await rm(join(root, ".git"), { recursive: true });
    expect(await authors("values.yaml", null)).toEqual([]);
  });

  it.each([
    "a b.yaml",
    'it\'s "quoted".yaml',
    "line\nfeed.yaml",
    "-dash.yaml",
    "ü ö.yaml",
    ":(glob)*.yaml",
    "tab\t.yaml",
  ])("reads %j", async (file) => {
    await commit("Ada", { [file]: "a: 1\n" });
    const head = await commit("Bo", { [file]: "a: 1\nb: 1\n", "other.yaml": "" });
    expect(await authors(file, head)).toEqual(["Ada", "Bo"]);
    await write("other.yaml", "x");
    expect(await authors(file, await dirty())).toEqual(["Ada", "Bo"]);
  });

  it("reads files of its own folder of the work tree", async () => {
    await commit("Ada", { "deploy/it/values.yaml": "a: 1\n", "it/values.yaml": "b: 1\n" });
    const head = await commit("Bo", { "it/values.yaml": "b: 2\n" });
    expect(await authors("it/values.yaml", head, join(root, "deploy"))).toEqual(["Ada"]);
    expect(await authors("it/values.yaml", `${head}+dirty`, join(root, "deploy"))).toEqual(["Ada"]);
  });

  it("follows a file that was renamed", async () => {
    await commit("Ada", { "old.yaml": "a: 1\nb: 1\nc: 1\n" });
    await rename(join(root, "old.yaml"), join(root, "new.yaml"));
    await commit("Bo", {});
    const head = await commit("Cy", { "new.yaml": "a: 1\nb: 1\nc: 2\n" });
    expect(await authors("new.yaml", head)).toEqual(["Ada", "Ada", "Cy"]);
  });

  it("blames the commit that wrote a line, not the merge that brought it", async () => {
    await commit("Ada", { "values.yaml": "a: 1\nb: 1\nc: 1\nd: 1\ne: 1\n" });
    git("checkout", "-qb", "side");
    await commit("Bo", { "values.yaml": "a: 2\nb: 1\nc: 1\nd: 1\ne: 1\n" });
    git("checkout", "-q", "main");
    await commit("Cy", { "values.yaml": "a: 1\nb: 1\nc: 1\nd: 1\ne: 2\n" });
    git("merge", "-q", "--no-ff", "-m", "merge", "side");
    expect(await authors("values.yaml", git("rev-parse", "HEAD"))).toEqual(["Bo", "Ada", "Ada", "Ada", "Cy"]);
  });

  it("does not take lines that end in CRLF for new ones", async () => {
    git("config", "core.autocrlf", "true");
    await commit("Ada", { "values.yaml": "a: 1\r\nb: 1\r\n" });
    await write("values.yaml", "a: 1\r\nb: 2\r\n");
    expect(await authors("values.yaml", await dirty())).toEqual(["Ada", null]);
    git("config", "core.autocrlf", "false");
    const head = await commit("Bo", { "values.yaml": "a: 1\r\nb: 2\r\n" });
    expect(await authors("values.yaml", head)).toEqual(["Bo", "Bo"]);
  });

  it("does not blame the last commit of a shallow clone for what came before it", async () => {
    const first = await commit("Ada", { "values.yaml": "a: 1\nb: 1\n" });
    await commit("Bo", { "values.yaml": "a: 2\nb: 1\n" });
    await commit("Cy", { "values.yaml": "a: 2\nb: 1\nc: 1\n" });
    const head = await commit("Di", { "values.yaml": "a: 2\nb: 1\nc: 1\nd: 1\n" });
    const clone = (depth: number, folder: string): string =>
      git("clone", "-q", `--depth=${depth}`, `file://${root}`, folder);
    clone(2, "shallow");
    const shallow = join(root, "shallow");
    expect(await authors("values.yaml", head, shallow)).toEqual([null, null, null, "Di"]);
    expect(await (await opened(shallow)).blame("values.yaml", head)).toContainEqual({
      commit: null,
      author: null,
      time: null,
    });
    clone(9, "deep");
    const blamed = await (await opened(join(root, "deep"))).blame("values.yaml", head);
    expect(blamed[1]).toMatchObject({ commit: first, author: "Ada" });
  });

  it("starts no hook, textconv, filter or file system monitor", async () => {
    await write(".git/spy.sh", `#!/bin/sh\ntouch ${join(root, ".git/seen")}\ncat "$@"\n`);
    await chmod(join(root, ".git/spy.sh"), 0o755);
    const head = await commit("Ada", {
      ".gitattributes": "*.yaml diff=spy\nfiltered.yaml filter=spy\n",
      "values.yaml": "a: 1\n",
      "filtered.yaml": "a: 1\n",
    });
    const spy = join(root, ".git/spy.sh");
    git("config", "core.fsmonitor", spy);
    git("config", "diff.spy.textconv", spy);
    for (const name of ["clean", "smudge"]) git("config", `filter.spy.${name}`, spy);
    for (const hook of ["post-checkout", "post-index-change"]) await symlink(spy, join(root, ".git/hooks", hook));
    await write("values.yaml", "a: 1\nb: 1\n");
    for (const file of ["values.yaml", "filtered.yaml"]) expect(await authors(file, head)).toEqual(["Ada"]);
    expect(await authors("values.yaml", `${head}+dirty`)).toEqual(["Ada", null]);
    expect(await authors("filtered.yaml", `${head}+dirty`)).toEqual([]);
    expect(existsSync(join(root, ".git/seen"))).toBe(false);
  });

  it("asks once for each file and revision", async () => {
    const head = await commit("Ada", { "values.yaml": "a: 1\n" });
    const repository = await opened();
    const first = await repository.blame("values.yaml", head);
    expect(await repository.blame("values.yaml", head)).toBe(first);
  });

  it("fails on a commit that is not there", async () => {
    await commit("Ada", { "values.yaml": "a: 1\n" });
    await expect((await opened()).blame("values.yaml", `${"0".repeat(39)}1`)).rejects.toThrow(/bad object|0001/);
  });
});

describe("git/blame entries", () => {
  const a = "a".repeat(40);

  it.each<[string, string, (string | null)[]]>([
    ["groups in no order", `${a} 1 2 1\nauthor A\nauthor-time 0\nfilename x\n${a} 1 1 1\nfilename x\n`, ["A", "A"]],
    ["an author without a name", `${a} 1 1 1\nauthor \nauthor-time 0\nfilename x\n`, [null]],
    ["headers that tell nothing", `${a} 1 1 1\nauthor A\nboundary\nignored\nprevious ${a} y\nfilename x\n`, ["A"]],
    ["a file name like a header", `${a} 1 1 1\nauthor A\nfilename author B\n`, ["A"]],
    ["an empty file", "", []],
  ])("reads %s", (_what, output, expected) => {
    expect(parseBlame(output).map(({ author }) => author)).toEqual(expected);
  });

  it.each([
    ["0", "1970-01-01T00:00:00Z"],
    ["99999999999999999", null],
  ])("reads the time %s", (seconds, time) => {
    expect(parseBlame(`${a} 1 1 1\nauthor A\nauthor-time ${seconds}\n`)[0]?.time).toBe(time);
  });
});
