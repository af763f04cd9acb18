import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Session } from "./lab/session.ts";
import { ARCHIVE, HAS_PHALANX, PhalanxTree } from "./lab/tree.ts";

const ENVIRONMENT = "usdfprod-prompt-processing";
const TEMPLATE = "applications/next-visit-fan-out/templates/deployment.yaml";

describe("phalanx: revisions", () => {
  it.each([HAS_PHALANX ? "has the Phalanx archive" : "did not run: the Phalanx archive is not here"])("%s", () => {
    expect(existsSync(ARCHIVE)).toBe(HAS_PHALANX);
  });
});

describe.runIf(HAS_PHALANX).each([
  ["its own repository", "tree"],
  ["a folder of a repository", "above"],
] as const)("phalanx: revisions of %s", (_what, repository) => {
  let tree: PhalanxTree;
  let session: Session;
  let clean: string;

  beforeAll(async () => {
    tree = await PhalanxTree.unpack({ kubeconfig: "/dev/null", context: "none" }, repository);
    session = await Session.open(tree, "helm-4");
    clean = await objectsAt(null);
    await tree.git("tag", "release-1");
    await tree.edit(TEMPLATE, "kind: Deployment", "kind: Deployment\n# dirty");
    await tree.edit("applications/next-visit-fan-out/values.yaml", "replicaCount: 1", "replicaCount: 7");
  }, 120_000);

  afterAll(async () => {
    await session[Symbol.asyncDispose]();
    await tree[Symbol.asyncDispose]();
  });

  async function objectsAt(revision: string | null): Promise<string> {
    const { intent } = await session.offline(ENVIRONMENT, revision);
    expect(intent.declared.length).toBeGreaterThan(100);
    return JSON.stringify(intent.declared.map(({ object }) => object));
  }

  it("a dirty working tree is what is rendered, and says that it is dirty", async () => {
    const { declaration } = await session.offline(ENVIRONMENT);
    expect(declaration.revision).toBe(`${await tree.git("rev-parse", "main")}+dirty`);
    const dirty = await objectsAt(null);
    expect(dirty).not.toBe(clean);
    expect(dirty.replace('"replicas":7', '"replicas":1')).toBe(clean);
  });

  it.each(["main", "release-1", "HEAD"])("--revision %s is the clean tree", async (revision) => {
    expect(await objectsAt(revision)).toBe(clean);
  });

  it("the command line finds holdfast.yaml from a folder of the tree, and changes no file", async () => {
    const before = await tree.git("status", "--porcelain");
    const args = ["render", ENVIRONMENT, "--revision", "main", "--output", "json"];
    const { stdout, stderr } = await tree.holdfast("applications/prompt-pub", ...args);
    const { applications, unreadable, revision } = JSON.parse(stdout);
    expect([applications.length, unreadable.length, revision]).toEqual([9, 6, await tree.git("rev-parse", "main")]);
    expect(stderr.trim().split("\n")).toHaveLength(6);
    expect(await tree.git("status", "--porcelain")).toBe(before);
  });
});
