import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Application } from "../../../src/environments/application.ts";
import type { LeafTrace, Renderer } from "../../../src/render/index.ts";
import { toPointer, toValuesKey } from "../../../src/vocabulary/index.ts";
import { application, newRenderer } from "./chart-tree.ts";
import { movedAlone } from "./one-by-one.ts";

const repository = join(import.meta.dirname, "../../..");

function fieldsOf({ links }: LeafTrace): { resource: string; pointer: string; present: boolean }[] {
  return links.map(({ resource, path, present }) => ({
    resource: `${resource.kind}/${resource.name}`,
    pointer: toPointer(path),
    present,
  }));
}

const IDENTITY = ["", "/metadata/name", "/metadata/namespace"];

/** Both say the same field, one of them perhaps by the field around it. */
function meets(field: string, { resource, pointer }: { resource: string; pointer: string }): boolean {
  const [moved = "", path = ""] = field.split(" ");
  if (moved !== resource) return false;
  if (path === "") return IDENTITY.includes(pointer);
  return `${path}/`.startsWith(`${pointer}/`) || `${pointer}/`.startsWith(`${path}/`);
}

describe("render/probing", () => {
  let root: string;
  let renderer: Renderer;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "holdfast-probing-"));
    for (const folder of ["charts", "environments"]) {
      await cp(join(repository, folder), join(root, folder), {
        recursive: true,
        filter: (path) => basename(path) !== "values.schema.json",
      });
    }
    renderer = await newRenderer(join(root, ".cache"));
  });

  afterAll(async () => {
    await renderer.dispose();
    await rm(root, { recursive: true });
  });

  const applications: Application[] = ["strimzi-registry-operator", "alert-stream-simulator", "schema-registry"].map(
    (name) =>
      application({
        name,
        release: name,
        namespace: "kafka",
        chart: `charts/${name}`,
        valueFiles: [`environments/idfint/${name}.yaml`],
      }),
  );

  it.each(applications)(
    "finds of $name in a few renders what one render for each leaf finds",
    {
      timeout: 240_000,
    },
    async (one) => {
      const tree = { root, revision: "1" };
      const [trace, values] = [await renderer.trace(one, tree, { of: "everything" }), await renderer.values(one, tree)];
      if (!trace.ok || !values.ok) throw new Error("the example does not render");
      const traces = new Map(
        trace.value.leaves.filter(({ of }) => of === "value").map((leaf) => [toValuesKey(leaf.leaf), leaf]),
      );
      const faults: string[] = [];
      for (const leaf of values.value.leaves) {
        const key = toValuesKey(leaf.path);
        const moved = await movedAlone(leaf, { application: one, tree, renderer, merged: { ...values.value.merged } });
        const found = fieldsOf(
          traces.get(key) ?? {
            leaf: [],
            of: "value",
            links: [],
            outcome: "silent",
            switchedBy: null,
            mentioned: false,
          },
        );
        faults.push(
          ...[...moved]
            .filter((field) => !found.some((link) => meets(field, link)))
            .map((field) => `${key} misses ${field}`),
          ...found
            .filter(
              (link) => link.present && !moved.has(link.resource) && ![...moved].some((field) => meets(field, link)),
            )
            .map(({ resource, pointer }) => `${key} invents ${resource} ${pointer}`),
        );
      }
      expect(faults).toEqual([]);
      expect(trace.value.cost.renders).toBeLessThan(values.value.leaves.length);
    },
  );

  it("leaves no folder but its caches", async () => {
    expect((await readdir(root)).toSorted()).toEqual([".cache", "charts", "environments"]);
  });
});
