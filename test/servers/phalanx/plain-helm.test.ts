import { existsSync } from "node:fs";
import jsonPatch from "fast-json-patch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { locateHelm, type RenderedObject } from "../../../src/render/index.ts";
import { toPointer } from "../../../src/vocabulary/index.ts";
import { PlainHelm, type PlainObject } from "./lab/oracle.ts";
import { Session } from "./lab/session.ts";
import { ARCHIVE, HAS_PHALANX, PhalanxTree } from "./lab/tree.ts";

const ENVIRONMENTS = ["usdfprod-prompt-processing", "usdfdev-prompt-processing", "idfint", "summit", "roundtable-prod"];

describe("phalanx: plain Helm", () => {
  it.each([HAS_PHALANX ? "has the Phalanx archive" : "did not run: the Phalanx archive is not here"])("%s", () => {
    expect(existsSync(ARCHIVE)).toBe(HAS_PHALANX);
  });
});

/** The label by which the oracle makes kubectl print what it read. */
function labelled({ object }: RenderedObject): object {
  const { labels, ...metadata } = object.metadata;
  return { ...object, metadata: { ...metadata, labels: { ...labels, holdfast: "test" } } };
}

function unstablePaths(application: string, { object, unstable }: RenderedObject): string[] {
  return unstable.map((path) => `${toPointer(path)} of ${object.kind} in ${application}`);
}

/** Both sides without what Holdfast says is rendered differently each time. */
function withoutUnstable(objects: readonly object[], rendered: readonly RenderedObject[]): object[] {
  return objects.map((object, index) => {
    const copy = structuredClone(object);
    for (const path of rendered[index]?.unstable ?? []) {
      jsonPatch.applyOperation(copy, { op: "replace", path: toPointer(path), value: "unstable" });
    }
    return copy;
  });
}

describe.runIf(HAS_PHALANX).each(["helm-4", "helm-3"] as const)("phalanx: plain Helm, %s", (dependency) => {
  let tree: PhalanxTree;
  let session: Session;
  let plain: PlainHelm;

  beforeAll(async () => {
    tree = await PhalanxTree.unpack({ kubeconfig: "/dev/null", context: "none" });
    session = await Session.open(tree, dependency);
    plain = await PlainHelm.open(tree.root, (await locateHelm({ env: process.env, pinned: null, dependency })).binary);
  });

  afterAll(async () => {
    await session[Symbol.asyncDispose]();
    await plain[Symbol.asyncDispose]();
    await tree[Symbol.asyncDispose]();
  });

  it.each(ENVIRONMENTS)("makes of %s the very objects that Holdfast compares", { timeout: 240_000 }, async (name) => {
    const [expected, { declaration }] = [await plain.render(name), await session.offline(name)];
    const children = declaration.applications.filter(({ application }) => application.chart !== "environments");
    expect(children.map(({ application }) => application.name)).toEqual(expected.map((one) => one.name));
    let count = 0;
    const unstable: string[] = [];
    for (const [index, { application, rendering }] of children.entries()) {
      const objects: readonly PlainObject[] = expected[index]?.objects ?? [];
      expect(rendering.failures).toEqual([]);
      expect(application.namespace).toBe(expected[index]?.namespace);
      const ours = rendering.objects.map(labelled);
      const equalised = [ours, objects].map((side) => withoutUnstable(side, rendering.objects));
      expect({ name: application.name, objects: equalised[0] }).toEqual({
        name: application.name,
        objects: equalised[1],
      });
      unstable.push(...rendering.objects.flatMap((object) => unstablePaths(application.name, object)));
      count += objects.length;
    }
    const besides = unstable.length === 0 ? "" : `, but for ${unstable.join(", ")}`;
    process.stdout.write(`${name}: ${children.length} applications, ${count} objects equal${besides}\n`);
  });
});
