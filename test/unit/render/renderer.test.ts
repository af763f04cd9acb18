import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Renderer } from "../../../src/render/index.ts";
import { toPointer } from "../../../src/vocabulary/index.ts";
import { application, chartTree, chartYaml, configMap, newRenderer } from "./chart-tree.ts";

describe.each(["helm-4", "helm-3"] as const)("render with %s", { timeout: 30_000 }, (dependency) => {
  let cache: string;
  let renderer: Renderer;

  beforeAll(async () => {
    cache = await mkdtemp(join(tmpdir(), "holdfast-cache-"));
    renderer = await newRenderer(cache, dependency);
  });

  afterAll(async () => {
    await renderer.dispose();
    await rm(cache, { recursive: true });
  });

  it("lets values files, valuesObject and parameters overrule each other in Argo CD's order", async () => {
    const keys = ["chart", "first", "second", "object", "parameter"];
    const template = keys.map((key) => `  ${key}: {{ .Values.${key} | quote }}\n`).join("");
    const values = (from: number, source: string): string =>
      keys
        .slice(from)
        .map((key) => `${key}: ${source}\n`)
        .join("");
    await using tree = await chartTree({
      "charts/web/Chart.yaml": chartYaml("web"),
      "charts/web/values.yaml": values(0, "chart"),
      "charts/web/templates/a.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}}\ndata:\n${template}  ns: {{ .Release.Namespace }}\n`,
      "environments/a.yaml": values(1, "first"),
      "environments/b.yaml": values(2, "second"),
    });
    const rendering = await renderer.render(
      application({
        release: "r",
        valueFiles: ["environments/a.yaml", "environments/b.yaml"],
        valuesObject: { object: "object", parameter: "object" },
        parameters: [{ name: "parameter", value: "a,b", forceString: false }],
      }),
      tree,
    );
    expect(rendering.ok && rendering.value.objects[0]?.object).toMatchObject({
      metadata: { name: "r" },
      data: { chart: "chart", first: "first", second: "second", object: "object", parameter: "a,b", ns: "web-ns" },
    });
  });

  it("types parameters as Argo CD does", async () => {
    await using tree = await chartTree({
      "charts/web/Chart.yaml": chartYaml("web"),
      "charts/web/templates/a.yaml": configMap("a", "'{{ toJson .Values.p }}'"),
    });
    const parameters = [
      { name: "p.number", value: "1", forceString: false },
      { name: "p.text", value: "1", forceString: true },
      { name: "p.list", value: "{a,b}", forceString: false },
    ];
    const rendering = await renderer.render(application({ parameters }), tree);
    expect(rendering.ok && rendering.value.objects[0]?.object["data"]).toEqual({
      value: '{"list":["a","b"],"number":1,"text":"1"}',
    });
  });

  it("renders CRDs and names templates, hooks and Helm's version", async () => {
    await using tree = await chartTree({
      "charts/web/Chart.yaml": chartYaml("web"),
      "charts/web/crds/a.yaml":
        "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: a}\n",
      "charts/web/templates/a.yaml":
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  annotations: {helm.sh/hook: test}\n",
    });
    const rendering = await renderer.render(application(), tree);
    if (!rendering.ok) throw new Error(rendering.failure.why);
    expect(rendering.value.helm).toMatch(/^\d+\.\d+\.\d+$/);
    expect(rendering.value.objects.map(({ object, hook }) => [object.kind, hook?.phases])).toEqual([
      ["CustomResourceDefinition", undefined],
      ["Pod", ["test"]],
    ]);
    expect(rendering.value.objects[1]?.template).toBe("web/templates/a.yaml");
  });

  it.each([
    ["a missing chart", {}, { chart: "charts/no" }, "charts/no does not exist"],
    ["a missing values file", {}, { valueFiles: ["environments/no.yaml"] }, "environments/no.yaml does not exist"],
    [
      "broken values",
      { "environments/a.yaml": "a: [\n" },
      { valueFiles: ["environments/a.yaml"] },
      /failed to parse environments\/a\.yaml: .*line 1/,
    ],
    ["a path out of the tree", {}, { valueFiles: ["../secret.yaml"] }, "../secret.yaml lies outside of the repository"],
    ["values from the network", {}, { valueFiles: ["https://example.com/a.yaml"] }, /lies outside of the repository/],
    [
      "a failing template",
      { "charts/web/templates/b.yaml": "a: b\nc: {{ .Values.x.y }}\n" },
      {},
      /^charts\/web\/templates\/b\.yaml:2:13 at <\.Values\.x\.y>: nil pointer/,
    ],
    [
      "a template that calls fail",
      { "charts/web/templates/b.yaml": '{{ fail "set x" }}' },
      {},
      "charts/web/templates/b.yaml:1:3: set x",
    ],
    [
      "a template that is no YAML",
      { "charts/web/templates/b.yaml": "a: b\n c: d\n" },
      {},
      /^YAML parse error on charts\/web\/templates\/b\.yaml: .*line 2/,
    ],
    [
      "a broken template",
      { "charts/web/templates/b.yaml": "{{ if }}" },
      {},
      "charts/web/templates/b.yaml:1: missing value for if",
    ],
    [
      "values that the schema refuses",
      { "charts/web/values.schema.json": '{"additionalProperties": false}' },
      { valuesObject: { tpyo: 1 } },
      /specifications of the schema.*tpyo/i,
    ],
    ["a broken Chart.yaml", { "charts/web/Chart.yaml": "name: [\n" }, {}, /cannot load Chart\.yaml.*line 1/],
  ])("says in one clause what is wrong: %s", async (...[, files, changes, why]) => {
    await using tree = await chartTree({ "charts/web/Chart.yaml": chartYaml("web"), ...files });
    const rendering = await renderer.render(application(changes), tree);
    if (rendering.ok) throw new Error("it rendered");
    expect(rendering.failure).toMatchObject({ reason: "render-failed", what: "web" });
    expect(rendering.failure.why).toSatisfy((said: string) =>
      typeof why === "string" ? said === why : why.test(said),
    );
    expect(rendering.failure.why).not.toMatch(/\n|\/tmp|--debug/);
  });

  it("passes over a missing values file where that is allowed", async () => {
    await using tree = await chartTree({ "charts/web/Chart.yaml": chartYaml("web") });
    const changes = { valueFiles: ["environments/no.yaml"], ignoreMissingValueFiles: true };
    expect((await renderer.render(application(changes), tree)).ok).toBe(true);
  });

  it.each(["charts/web/templates/a.yaml", "charts/web/files", "environments/a.yaml"])(
    "refuses a link out of the tree: %s",
    async (path) => {
      await using tree = await chartTree({
        "charts/web/Chart.yaml": chartYaml("web"),
        "environments/b.yaml": "",
        "charts/web/templates/b.yaml": "",
      });
      await symlink("/etc", join(tree.root, path));
      const rendering = await renderer.render(
        application({ valueFiles: [path.startsWith("env") ? path : "environments/b.yaml"] }),
        tree,
      );
      expect(rendering.ok ? null : rendering.failure.why).toMatch(/is a link that leaves the repository/);
    },
  );

  it("follows a link inside the tree", async () => {
    await using tree = await chartTree({
      "charts/web/Chart.yaml": chartYaml("web"),
      "shared/a.yaml": configMap("a", "b"),
    });
    await mkdir(join(tree.root, "charts/web/templates"));
    await symlink("../../../shared/a.yaml", join(tree.root, "charts/web/templates/a.yaml"));
    const rendering = await renderer.render(application(), tree);
    expect(rendering.ok && rendering.value.objects).toHaveLength(1);
  });

  it("names what changes from one render to the next", async () => {
    await using tree = await chartTree({
      "charts/web/Chart.yaml": chartYaml("web"),
      "charts/web/templates/a.yaml":
        'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\nstringData:\n  fixed: b\n  random: {{ randAlphaNum 20 }}\n  day: {{ now | date "2006-01-02" | quote }}\n  list: "{{ uuidv4 }}"\n',
      "charts/web/templates/b.yaml": configMap("b-{{ randNumeric 8 }}", "c"),
      "charts/web/templates/c.yaml": configMap("c", "d"),
    });
    const rendering = await renderer.render(application(), tree);
    const objects = rendering.ok ? rendering.value.objects : [];
    expect(objects.map(({ object, unstable }) => [object.kind, unstable.map(toPointer)])).toEqual([
      ["Secret", ["/stringData/random", "/stringData/day", "/stringData/list"]],
      ["ConfigMap", [""]],
      ["ConfigMap", []],
    ]);
  });

  it("renders once where no template can change", async () => {
    await using tree = await chartTree({
      "charts/web/Chart.yaml": chartYaml("web"),
      "charts/web/templates/a.yaml": `{{/* now */}}\n${configMap("a", '"{{ .Values.now }} uuidv4"')}`,
    });
    const before = renderer.counts().renders;
    await renderer.render(application(), tree);
    expect(renderer.counts().renders - before).toBe(1);
  });

  it("renders an application of a commit once, of a working tree as often as it is looked at anew", async () => {
    await using tree = await chartTree({
      "charts/web/Chart.yaml": chartYaml("web"),
      "charts/web/templates/a.yaml": configMap("a", "b"),
    });
    const before = renderer.counts().renders;
    const commit = { root: tree.root, revision: "abc" };
    const [first, second] = await Promise.all([
      renderer.render(application(), commit),
      renderer.render(application(), commit),
    ]);
    expect(first).toBe(second);
    await renderer.render(application({ namespace: "other" }), commit);
    expect(renderer.counts().renders - before).toBe(2);
    const dirty = { root: tree.root, revision: "abc+dirty" };
    const once = await renderer.render(application(), dirty);
    expect(await renderer.render(application(), dirty)).toBe(once);
    await writeFile(join(tree.root, "charts/web/templates/a.yaml"), configMap("b", "b"));
    const changed = await renderer.render(application(), { root: tree.root, revision: "abc+dirty" });
    expect(changed.ok && changed.value.objects[0]?.object.metadata.name).toBe("b");
  });

  it("writes nothing into the tree", async () => {
    await using tree = await chartTree({
      "charts/web/Chart.yaml": chartYaml(
        "web",
        'dependencies:\n- {name: sub, version: 1.0.0, repository: "file://../sub"}\n',
      ),
      "charts/sub/Chart.yaml": chartYaml("sub"),
      "charts/sub/templates/a.yaml": configMap("a", "{{ now }}"),
    });
    const before = await readdir(tree.root, { recursive: true });
    expect((await renderer.render(application(), tree)).ok).toBe(true);
    expect(await readdir(tree.root, { recursive: true })).toEqual(before);
  });
});
