import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Tree } from "../../git/index.ts";
import { homeOf, sameRepository } from "./repository.ts";
import { type ArgoApplication, argoApplication } from "./schema.ts";

let tree: Tree;

beforeAll(async () => {
  tree = { root: await mkdtemp(join(tmpdir(), "holdfast-home-")), revision: null };
  await mkdir(join(tree.root, "here"));
  await writeFile(join(tree.root, "here/Chart.yaml"), "");
});
afterAll(() => rm(tree.root, { recursive: true, force: true }));

function from(repoURL: string, path: string, destination: object = {}): ArgoApplication {
  return argoApplication.parse({ metadata: { name: "a" }, spec: { source: { repoURL, path }, destination } });
}

describe("environments/argo/repository", () => {
  it("takes the repository whose charts lie in the tree, however many come from elsewhere", async () => {
    const many = ["a", "b", "c"].map((path) => from("https://x.org/other", path));
    expect((await homeOf([...many, from("https://x.org/own", "here")], tree)).repository).toBe("x.org/own");
  });

  it("takes the most frequent repository where several could be meant", async () => {
    const applications = [
      from("https://x.org/a", "here"),
      from("https://x.org/b", "here"),
      from("https://x.org/b", "here"),
    ];
    expect((await homeOf(applications, tree)).repository).toBe("x.org/b");
    const absent = [from("https://x.org/a", "gone"), from("https://x.org/b", "gone"), from("https://x.org/b", "gone")];
    expect((await homeOf(absent, tree)).repository).toBe("x.org/b");
  });

  it("takes Argo CD's own cluster if anything goes there, else the most frequent", async () => {
    const away = from("https://x.org/a", "here", { server: "https://10.0.0.1" });
    const far = from("https://x.org/a", "here", { name: "far" });
    const home = from("https://x.org/a", "here", { server: "https://kubernetes.default.svc/" });
    expect((await homeOf([away, away, home], tree)).cluster).toBe("in-cluster");
    expect((await homeOf([far, away, away], tree)).cluster).toBe("https://10.0.0.1");
  });

  it.each([
    ["https://github.com/a/b.git", "github.com/a/b"],
    ["git@github.com:A/b", "github.com/a/b"],
    ["ssh://git@host:2222/a/b.git", "host:2222/a/b"],
    ["https://token@host/a/b/", "host/a/b"],
  ])("spells %s as %s", (url, expected) => {
    expect(sameRepository(url)).toBe(expected);
  });
});
