import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedPlane } from "../shared-plane.ts";
import { Session } from "./lab/session.ts";
import { ARCHIVE, HAS_PHALANX, PhalanxTree } from "./lab/tree.ts";

/** What cannot be rendered without a network, or without the whole history of git. */
const REASONS = new Set(["dependency-unavailable", "revision-unavailable"]);

interface Row {
  readonly name: string;
  readonly rendered: number;
  readonly objects: number;
  readonly unreadable: string;
  readonly seconds: string;
  readonly check: string;
}

describe("phalanx: environments", () => {
  it.each([HAS_PHALANX ? "has the Phalanx archive" : "did not run: the Phalanx archive is not here"])("%s", () => {
    expect(existsSync(ARCHIVE)).toBe(HAS_PHALANX);
  });
});

describe.runIf(HAS_PHALANX)("phalanx: environments", () => {
  let tree: PhalanxTree;
  let session: Session;

  beforeAll(async () => {
    tree = await PhalanxTree.unpack({ kubeconfig: sharedPlane().kubeconfig, context: "reader" });
    session = await Session.open(tree, "helm-4");
  });

  afterAll(async () => {
    await session[Symbol.asyncDispose]();
    await tree[Symbol.asyncDispose]();
  });

  async function rowOf(name: string): Promise<Row> {
    const started = performance.now();
    const { declaration, intent } = await session.offline(name);
    const renders = session.renders();
    const report = await session.check(name, "local");
    // The check of what was rendered before renders nothing again.
    expect(session.renders()).toBe(renders);
    expect(report.verdict).toBe("unknown");
    expect(report.applications).toHaveLength(declaration.applications.length + declaration.unrendered.length);
    for (const { failure } of declaration.failures) {
      expect(REASONS).toContain(failure.reason);
      expect(report.unreadable.map(({ what }) => what)).toContain(failure.what);
    }
    const reasons = Map.groupBy(declaration.failures, ({ failure }) => failure.reason);
    return {
      name,
      rendered: declaration.applications.length,
      objects: intent.declared.length,
      unreadable: [...reasons].map(([reason, of]) => `${of.length} ${reason}`).join(", "),
      seconds: ((performance.now() - started) / 1000).toFixed(1),
      check: `${report.findings.length} findings in ${report.stats.seconds.toFixed(1)} s`,
    };
  }

  it("are all rendered and checked without a crash, in bounded time", { timeout: 300_000 }, async () => {
    const started = performance.now();
    const rows: Row[] = [];
    for (const name of session.names()) rows.push(await rowOf(name));
    for (const row of rows) process.stdout.write(`${Object.values(row).join("  ")}\n`);
    expect(rows).toHaveLength(24);
    expect(rows.every(({ rendered }) => rendered > 0)).toBe(true);
    expect((performance.now() - started) / 1000).toBeLessThan(240);
  });
});
