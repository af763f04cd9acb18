import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../errors/index.ts";
import { type GitRepository, openRepository } from "./index.ts";

let root: string;
const opened: GitRepository[] = [];

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "holdfast-git-")));
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((repository) => repository.dispose()));
  await rm(root, { recursive: true, force: true });
});

function git(folder: string, ...args: string[]): string {
  const isolated = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const author = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "protocol.file.allow=always"];
  const { PATH, HOME } = process.env;
  return execFileSync("git", [...author, ...args], {
    cwd: folder,
    env: { PATH, HOME, ...isolated },
    encoding: "utf8",
  }).trim();
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
}

async function commit(files: Record<string, string>): Promise<string> {
  for (const [file, text] of Object.entries(files)) await write(file, text);
  git(root, "add", "-A");
  git(root, "commit", "-qm", "change");
  return git(root, "rev-parse", "HEAD");
}

async function start(files: Record<string, string>): Promise<string> {
  git(root, "init", "-q", "-b", "main");
  return commit(files);
}

async function open(folder = root, env?: NodeJS.ProcessEnv): Promise<GitRepository> {
  const repository = await openRepository(folder, env);
  opened.push(repository);
  return repository;
}

describe("git/repository", () => {
  it("names the commit of a clean working tree", async () => {
    const head = await start({ "values.yaml": "a: 1\n" });
    expect(await (await open()).workingTree()).toEqual({ root, revision: head });
  });

  it.each([
    ["a tracked file changed", () => write("values.yaml", "a: 2\n")],
    ["a tracked file is gone", () => rm(join(root, "values.yaml"))],
    ["a file is staged", () => write("new.yaml", "").then(() => git(root, "add", "new.yaml"))],
    ["a file is not tracked", () => write("environments/new.yaml", "")],
  ])("is dirty when %s", async (_what, change) => {
    const head = await start({ "values.yaml": "a: 1\n" });
    await change();
    expect((await (await open()).workingTree()).revision).toBe(`${head}+dirty`);
  });

  it("does not mind ignored files, and files outside of its folder", async () => {
    const head = await start({ ".gitignore": "*.log\n", "deploy/values.yaml": "a: 1\n" });
    await write("deploy/run.log", "");
    await write("elsewhere.txt", "");
    expect((await (await open(join(root, "deploy"))).workingTree()).revision).toBe(head);
  });

  it("leaves the user's index alone", async () => {
    await start({ "values.yaml": "a: 1\n" });
    await write("values.yaml", "a: 1\n");
    const before = await lstat(join(root, ".git/index"));
    const repository = await open();
    await repository.workingTree();
    await repository.treeAt("main");
    expect((await lstat(join(root, ".git/index"))).mtimeMs).toBe(before.mtimeMs);
  });

  it("writes a commit byte for byte, with odd names, modes and links", async () => {
    const names = { "a b/ü ö.yaml": "1", "line\nfeed.yaml": "2", '"quoted"\t.yaml': "3", "-dash": "4", empty: "" };
    git(root, "init", "-q", "-b", "main");
    await write("bin/run.sh", "#!/bin/sh\n");
    await chmod(join(root, "bin/run.sh"), 0o755);
    await symlink("../a b", join(root, "bin/link"));
    await write(".gitattributes", "*.crlf text eol=crlf\nempty export-ignore\n* filter=bad\n");
    git(root, "config", "filter.bad.smudge", `touch ${join(root, "smudged")}; cat`);
    await commit({ ...names, "lines.crlf": "a\nb\n" });
    const { root: at } = await (await open()).treeAt("main");
    for (const [name, text] of Object.entries(names)) expect(await readFile(join(at, name), "utf8")).toBe(text);
    expect(await readFile(join(at, "lines.crlf"), "utf8")).toBe("a\nb\n");
    expect((await lstat(join(at, "bin/run.sh"))).mode & 0o111).toBe(0o111);
    expect(await readlink(join(at, "bin/link"))).toBe("../a b");
    expect(await readFile(join(at, "bin/link/ü ö.yaml"), "utf8")).toBe("1");
    expect(existsSync(join(root, "smudged"))).toBe(false);
  });

  it("leaves out links that lead out of the tree", async () => {
    git(root, "init", "-q", "-b", "main");
    await mkdir(join(root, "deep/deeper"), { recursive: true });
    await symlink("/etc/hostname", join(root, "absolute"));
    await symlink("../..", join(root, "deep/deeper/top"));
    await symlink(`deeper/top/../${"../".repeat(12)}etc`, join(root, "deep/round-about"));
    await symlink("nowhere", join(root, "dangling"));
    await commit({ "deep/values.yaml": "" });
    const { root: at } = await (await open()).treeAt("main");
    expect((await readdir(at)).toSorted()).toEqual(["dangling", "deep"]);
    expect((await readdir(join(at, "deep"))).toSorted()).toEqual(["deeper", "values.yaml"]);
    expect(await readdir(join(at, "deep/deeper"))).toEqual(["top"]);
  });

  it("writes large files and many files", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`many/${index}.yaml`, `${index}\n`.repeat(index)]),
    );
    await start({ ...many, large: "0123456789".repeat(400_000) });
    const { root: at } = await (await open()).treeAt("main");
    for (const [name, text] of Object.entries(many)) expect(await readFile(join(at, name), "utf8")).toBe(text);
    expect((await lstat(join(at, "large"))).size).toBe(4_000_000);
  });

  it("writes only its own subfolder, and says so when a revision lacks it", async () => {
    const first = await start({ "other.yaml": "" });
    await commit({ "de ploy/values.yaml": "a: 1\n" });
    const repository = await open(join(root, "de ploy"));
    expect(repository.prefix).toBe("de ploy/");
    expect((await open()).prefix).toBe("");
    expect(await readdir((await repository.treeAt("main")).root)).toEqual(["values.yaml"]);
    await expect(repository.treeAt(first)).rejects.toThrow(/has no folder de ploy\//);
  });

  it("writes a commit once, and removes it in the end", async () => {
    const head = await start({ "values.yaml": "" });
    git(root, "tag", "-a", "v1", "-m", "one");
    const repository = await open();
    const [branch, tag] = await Promise.all([repository.treeAt("main"), repository.treeAt("v1")]);
    expect(branch).toEqual({ root: tag.root, revision: head });
    await repository.dispose();
    expect(existsSync(branch.root)).toBe(false);
  });

  it("reads merges, renames and both sides of them", async () => {
    const base = await start({ "old.yaml": "a: 1\n" });
    git(root, "checkout", "-qb", "side");
    await rename(join(root, "old.yaml"), join(root, "new.yaml"));
    await commit({});
    git(root, "checkout", "-q", "main");
    await commit({ "main.yaml": "" });
    git(root, "merge", "-q", "--no-ff", "-m", "merge", "side");
    const repository = await open();
    const listed = async (revision: string) => (await readdir((await repository.treeAt(revision)).root)).toSorted();
    expect(await listed("main")).toEqual(["main.yaml", "new.yaml"]);
    expect(await listed("main^1")).toEqual(["main.yaml", "old.yaml"]);
    expect(await listed("side")).toEqual(["new.yaml"]);
    expect(await listed(base.slice(0, 10))).toEqual(["old.yaml"]);
  });

  it("works on a detached head and in a shallow clone, and knows what they lack", async () => {
    const first = await start({ "values.yaml": "a: 1\n" });
    const second = await commit({ "values.yaml": "a: 2\n" });
    git(root, "clone", "-q", "--depth=1", `file://${root}`, "shallow");
    const shallow = await open(join(root, "shallow"));
    expect((await shallow.workingTree()).revision).toBe(second);
    expect(await shallow.resolve(first)).toBeNull();
    await expect(shallow.treeAt(first)).rejects.toThrow(UserError);
    git(root, "checkout", "-q", "--detach", first);
    expect((await (await open()).workingTree()).revision).toMatch(first);
  });

  it("takes a branch from the clone first, then from origin", async () => {
    const first = await start({ "values.yaml": "a: 1\n" });
    git(root, "branch", "feature/x");
    git(root, "clone", "-q", `file://${root}`, "clone");
    const clone = join(root, "clone");
    const repository = await open(clone);
    expect(await repository.resolve("feature/x")).toBe(first);
    git(clone, "checkout", "-qb", "feature/x");
    git(clone, "commit", "-q", "--allow-empty", "-m", "local");
    expect(await repository.resolve("feature/x")).toBe(git(clone, "rev-parse", "HEAD"));
  });

  it.each(["--upload-pack=touch x", "-h", "", "main\nHEAD", "nothing", "main..HEAD", "0".repeat(40)])(
    "has no revision %j",
    async (revision) => {
      await start({ "values.yaml": "" });
      const repository = await open();
      expect(await repository.resolve(revision)).toBeNull();
      await expect(repository.treeAt(revision)).rejects.toThrow(/This clone has no revision/);
    },
  );

  it("reads a repository before its first commit", async () => {
    git(root, "init", "-q");
    expect(await (await open()).workingTree()).toEqual({ root, revision: null });
  });

  it("starts no hook and no file system monitor", async () => {
    await start({ "values.yaml": "" });
    await write(".git/spy.sh", `#!/bin/sh\ntouch ${join(root, ".git/seen")}\n`);
    await chmod(join(root, ".git/spy.sh"), 0o755);
    for (const hook of ["post-checkout", "post-index-change", "reference-transaction"]) {
      await symlink(join(root, ".git/spy.sh"), join(root, ".git/hooks", hook));
    }
    git(root, "config", "core.fsmonitor", join(root, ".git/spy.sh"));
    const repository = await open();
    await repository.workingTree();
    await repository.treeAt("main");
    expect(existsSync(join(root, ".git/seen"))).toBe(false);
  });

  it("does not follow the GIT variables of a hook that started it", async () => {
    const head = await start({ "values.yaml": "" });
    const env = {
      ...process.env,
      GIT_DIR: "/nonexistent",
      GIT_WORK_TREE: "/",
      GIT_INDEX_FILE: "/nonexistent",
      EDITOR: "vi",
    };
    expect((await (await open(root, env)).workingTree()).revision).toBe(head);
  });

  it("works on the files alone without a repository, and without git", async () => {
    const plain = await open();
    expect(await plain.workingTree()).toEqual({ root, revision: null });
    expect(await plain.resolve("main")).toBeNull();
    await expect(plain.treeAt("main")).rejects.toThrow(/not in a git repository, so there is no revision "main"/);
    await start({ "values.yaml": "" });
    const without = await open(root, { PATH: "/nonexistent" });
    expect(await without.workingTree()).toEqual({ root, revision: null });
    await expect(without.treeAt("main")).rejects.toThrow(/no git on PATH/);
  });

  it("says so when git refuses a repository", async () => {
    await start({ "values.yaml": "" });
    await writeFile(join(root, ".git/config"), "[core\n");
    await expect(open()).rejects.toThrow(/^Git refuses to read this repository \(/);
  });
});
