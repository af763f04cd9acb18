import { describe, expect, it } from "vitest";
import { ValuesReader } from "../../../src/render/values/index.ts";
import { application, chartTree, chartYaml } from "./chart-tree.ts";

const PARENT = `dependencies:
  - name: db
    version: 1.0.0
    repository: file://../db
    alias: store
    condition: store.enabled, global.stores
  - name: far
    version: 1.0.0
    repository: https://example.org
    condition: far.enabled
    tags: [extra]
  - name: always
    version: 1.0.0
    repository: https://example.org
`;
const CHILD =
  "dependencies:\n  - { name: cache, version: 1.0.0, repository: 'https://example.org', condition: cached }\n";

describe("render/conditions", () => {
  it("reads the conditions of a chart and of those below it, with their places", async () => {
    await using tree = await chartTree({
      "charts/web/Chart.yaml": chartYaml("web", PARENT),
      "charts/db/Chart.yaml": chartYaml("db", CHILD),
    });
    const values = await new ValuesReader("4.2.3").read(application(), tree);
    expect(values.ok && values.value.conditions.map(({ place, ...rest }) => ({ ...rest, at: place?.line }))).toEqual([
      {
        dependency: ["store"],
        paths: [
          ["store", "enabled"],
          ["global", "stores"],
        ],
        hasTags: false,
        isRead: true,
        at: 9,
      },
      { dependency: ["far"], paths: [["far", "enabled"]], hasTags: true, isRead: false, at: 13 },
      { dependency: ["store", "cache"], paths: [["store", "cached"]], hasTags: false, isRead: false, at: 5 },
    ]);
  });
});
