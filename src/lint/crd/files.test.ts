import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readDefinitionFiles } from "./files.ts";

const crd = (name: string) => ({
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name },
  spec: { group: "example.test", names: { kind: name }, versions: [] },
});

describe("lint/crd/files", () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "holdfast-crds-"));
    await mkdir(join(root, "crds", "more"), { recursive: true });
    await writeFile(
      join(root, "crds", "two.yaml"),
      `${JSON.stringify(crd("A"))}\n---\nkind: Other\n---\n${JSON.stringify(crd("B"))}`,
    );
    await writeFile(
      join(root, "crds", "more", "list.json"),
      JSON.stringify({ kind: "List", items: [crd("C"), crd("D")] }),
    );
    await writeFile(join(root, "crds", "README.md"), "- [");
    await writeFile(join(root, "values.yaml"), "a: 1");
    await writeFile(join(root, "broken.yaml"), "a: [");
  });

  afterEach(() => rm(root, { recursive: true }));

  it("reads every document and list below a folder, whatever stands beside it", async () => {
    const definitions = await readDefinitionFiles(root, ["crds"]);
    expect(definitions.map(({ name }) => name)).toEqual(["C", "D", "A", "B"]);
  });

  it("reads one file", async () => {
    expect(await readDefinitionFiles(root, ["crds/two.yaml"])).toHaveLength(2);
    expect(await readDefinitionFiles(root, [])).toEqual([]);
  });

  it("says all that is wrong with what holdfast.yaml names", async () => {
    await expect(readDefinitionFiles(root, ["gone.yaml", "crds", "values.yaml", "broken.yaml"])).rejects.toMatchObject({
      messages: [
        "gone.yaml cannot be read (ENOENT); mend crds in holdfast.yaml",
        "values.yaml holds no CustomResourceDefinition; name another file under crds in holdfast.yaml",
        expect.stringMatching(
          /^broken\.yaml is not YAML that a cluster would read: .+; mend it, or crds in holdfast\.yaml$/,
        ),
      ],
    });
  });
});
