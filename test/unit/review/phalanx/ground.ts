import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openRepository } from "../../../../src/git/index.ts";
import { createScrubber } from "../../../../src/masking/index.ts";
import { createProvenanceFinder } from "../../../../src/provenance/index.ts";
import { createRenderer, type Helm, locateHelm } from "../../../../src/render/index.ts";
import { review } from "../../../../src/review/index.ts";
import type { ReviewReport } from "../../../../src/vocabulary/index.ts";
import { OFFLINE, PhalanxTree } from "../../../servers/phalanx/lab/tree.ts";

/** Text of a file, by which text it is replaced: the first place where it stands. */
export type Replacement = readonly [file: string, from: string, to: string];

/** Charts that Sasquatch takes from elsewhere, which nobody can fetch here; each is switched off where it is not needed. */
const ELSEWHERE = ["influxdb", "chronograf", "trickster", "redis"];

/** Phalanx as a repository in which each change is one commit on the same base. */
export class PhalanxGround implements AsyncDisposable {
  readonly #tree: PhalanxTree;
  readonly #helm: Helm;
  readonly #base: string;

  private constructor(tree: PhalanxTree, helm: Helm, base: string) {
    this.#tree = tree;
    this.#helm = helm;
    this.#base = base;
  }

  static async open(): Promise<PhalanxGround> {
    const tree = await PhalanxTree.unpack({ kubeconfig: "unused", context: "unused" });
    const helm = await locateHelm({ env: process.env, pinned: null, dependency: "helm-4" });
    await withoutChartsFromElsewhere(tree);
    return new PhalanxGround(tree, helm, await tree.commit("Do without charts from elsewhere"));
  }

  /** Commits the edits on the base and reviews the commit in these environments. */
  async review(edits: readonly Replacement[], environments: readonly string[]): Promise<ReviewReport> {
    await this.#tree.git("checkout", "--quiet", "--detach", this.#base);
    for (const [file, from, to] of edits) await this.#tree.edit(file, from, to);
    const head = await this.#tree.commit("Change");
    const { config } = this.#tree;
    const repository = await openRepository(this.#tree.root);
    const renderer = createRenderer({
      helm: this.#helm,
      cacheDir: this.#tree.beside("cache"),
      concurrency: 2,
      kubeVersion: null,
      apiVersions: [],
      env: OFFLINE,
      remember: true,
    });
    const scope = { applications: null, systems: null, namespaces: null, kinds: null, severity: null };
    const request = { config, base: this.#base, head, scope, baseline: null };
    try {
      return await review(
        { ...request, environments: config.environments.filter(({ name }) => environments.includes(name)) },
        {
          repository,
          renderer,
          scrubber: createScrubber(),
          provenance: createProvenanceFinder({ repository, renderer }),
          now: () => new Date(),
          progress: () => undefined,
          live: null,
        },
      );
    } finally {
      await Promise.all([renderer.dispose(), repository.dispose()]);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#tree[Symbol.asyncDispose]();
  }
}

async function withoutChartsFromElsewhere(tree: PhalanxTree): Promise<void> {
  const file = "applications/sasquatch/Chart.yaml";
  const text = await readFile(join(tree.root, file), "utf8");
  const parts = text.split(/(?=^ {2}- name: )/m);
  const kept = parts.filter((part) => !ELSEWHERE.some((name) => part.startsWith(`  - name: ${name}\n`)));
  await tree.edit(file, text, kept.join(""));
}
