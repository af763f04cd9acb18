import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Application } from "../../../src/environments/application.ts";
import { locateHelm, type Renderer } from "../../../src/render/index.ts";
import type { ApplicationValues, ValuesPlace } from "../../../src/render/values/index.ts";
import type { Json } from "../../../src/vocabulary/index.ts";
import { toValuesKey } from "../../../src/vocabulary/values-key.ts";
import { application, chartTree, chartYaml, newRenderer } from "./chart-tree.ts";

interface Case {
  readonly title: string;
  /** The chart's values.yaml. */
  readonly values?: string;
  /** Values files in their order. */
  readonly files?: readonly string[];
  readonly changes?: Partial<Application>;
  /** Files of the chart besides. */
  readonly chart?: Readonly<Record<string, string>>;
  readonly dependencies?: string;
}

const TEMPLATE = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nvalues: {{ toJson .Values }}\n";
const LIB = { "charts/lib/Chart.yaml": chartYaml("lib") };
const ALIASED = "dependencies: [{name: lib, version: 1.0.0, alias: web-lib}, {name: lib, version: 1.0.0}]\n";

const CASES: readonly Case[] = [
  { title: "no values at all" },
  { title: "the chart's own", values: "a: 1\nb: {c: [1, 2], d: null}\n" },
  {
    title: "maps merged, lists and scalars replaced",
    values: "a: {b: 1, c: 1}\nl: [1, 2]\n",
    files: ["a: {b: 2}\nl: [3]"],
  },
  { title: "values files in order", files: ["a: 1\nb: 1", "a: 2"] },
  { title: "a map over a scalar and a scalar over a map", values: "a: 1\nb: {c: 1}\n", files: ["a: {c: 1}\nb: 1"] },
  { title: "a map over a list", values: "a: [1]\n", files: ["a: {b: 1}"] },
  { title: "an empty map over a map", values: "a: {b: 1}\n", files: ["a: {}"] },
  { title: "an empty list over a list", values: "a: [1]\n", files: ["a: []"] },
  { title: "a null that deletes a default", values: "a: 1\nb: {c: 1, d: 1}\n", files: ["a: null\nb: {c: null}"] },
  { title: "a null that deletes a map", values: "a: {b: 1}\n", files: ["a:"] },
  { title: "a null in place of an earlier file's value", files: ["a: 1\nb: {c: 1}", "a: null\nb: {c: null}"] },
  { title: "a map after a null", values: "a: {b: 1}\n", files: ["a: null", "a: {c: 1}"] },
  { title: "aliases, merge keys and duplicate keys", files: ["x: &x {a: 1}\ny: {<<: *x, b: 2}\nz: *x\nd: 1\nd: 2"] },
  { title: "YAML 1.1 words and numbers", files: ["a: yes\nb: 0o14\nc: 014\nd: 1_000\ne: 1e3\nf: 2001-01-01\non: 1"] },
  { title: "many documents", values: "a: 1\n---\na: 2\nb: 1\n", files: ["a: {x: 1}\nc: 1\n---\na: {y: 1}\n"] },
  { title: "empty values files", values: "", files: ["", "# nothing\n"] },
  {
    title: "a valuesObject over files",
    files: ["a: {b: 1, c: 1}"],
    changes: { valuesObject: { a: { b: 2 }, d: [1, { e: null }] } },
  },
  {
    title: "parameters over all",
    values: "a: {b: 1, c: 1}\nl: [{x: 1, y: 1}, {x: 2}]\n",
    files: ["a: {d: 1}\nl: [{x: 1, y: 1}, {x: 2}]"],
    changes: {
      parameters: [
        { name: "a.b", value: "2", forceString: false },
        { name: "l[1].x", value: "three", forceString: false },
        { name: "l[3]", value: "true", forceString: false },
        { name: "n[1].x", value: "1", forceString: true },
        { name: "k.with\\.dot", value: "a,b", forceString: false },
        { name: "set", value: "{a,1,b\\,c}", forceString: false },
        { name: "a.c", value: "null", forceString: false },
        { name: "zero", value: "007", forceString: false },
        { name: "float", value: "1.5", forceString: false },
        { name: "empty", value: "", forceString: false },
        { name: "yes", value: "TRUE", forceString: false },
        { name: "eq", value: "a=b", forceString: false },
      ],
    },
  },
  {
    title: "defaults of dependencies by name and alias",
    values: "lib: {b: 2}\n",
    files: ["web-lib: {c: {d: 2}}"],
    dependencies: ALIASED,
    chart: { ...LIB, "charts/lib/values.yaml": "a: 1\nb: 1\nc: {d: 1, e: 1}\n" },
  },
  {
    title: "dependencies that nobody declares, one below the other",
    values: "lib: {deep: {a: 2}}\n",
    chart: {
      ...LIB,
      "charts/lib/values.yaml": "deep: {a: 1, b: 2}\n",
      "charts/lib/charts/deep/Chart.yaml": chartYaml("deep"),
      "charts/lib/charts/deep/values.yaml": "a: 0\nb: 0\nc: 0\n",
    },
  },
  {
    title: "a null that deletes a dependency's default",
    values: "lib: {a: 3, m: {x: 1}}\n",
    files: ["lib: {a: null, b: null, m: {y: null}}"],
    dependencies: ALIASED,
    chart: { ...LIB, "charts/lib/values.yaml": "a: 1\nb: 1\nc: 1\nm: {x: 0, y: 0}\n" },
  },
  {
    title: "a null for a dependency as a whole",
    values: "lib: {a: 3}\n",
    files: ["lib: null"],
    dependencies: ALIASED,
    chart: { ...LIB, "charts/lib/values.yaml": "a: 1\n" },
  },
  {
    title: "global values",
    values: "global: {a: chart, m: {x: 1}}\nlib: {global: {own: user}}\n",
    files: ["global: {b: user, m: {y: 2}}"],
    dependencies: ALIASED,
    chart: {
      ...LIB,
      "charts/lib/values.yaml": "global: {a: lib, own: lib, only: lib, m: {x: 0, z: 3}}\n",
      "charts/lib/charts/deep/Chart.yaml": chartYaml("deep"),
      "charts/lib/charts/deep/values.yaml": "global: {a: deep, deep: deep}\n",
    },
  },
  {
    title: "a dependency of the repository",
    values: "db: {a: 2}\n",
    dependencies: "dependencies: [{name: db, version: 1.0.0, repository: 'file://../db'}]\n",
    chart: { "../db/Chart.yaml": chartYaml("db"), "../db/values.yaml": "a: 1\nb: 1\n" },
  },
];

function filesOf({ values, files = [], chart = {}, dependencies }: Case): Readonly<Record<string, string>> {
  return {
    "charts/web/Chart.yaml": chartYaml("web", dependencies),
    "charts/web/templates/a.yaml": TEMPLATE,
    ...(values === undefined ? {} : { "charts/web/values.yaml": values }),
    ...Object.fromEntries(files.map((text, index) => [`values-${index}.yaml`, text])),
    ...Object.fromEntries(Object.entries(chart).map(([path, text]) => [join("charts/web", path), text])),
  };
}

function applicationOf({ files = [], changes }: Case): Application {
  return application({ valueFiles: files.map((_, index) => `values-${index}.yaml`), ...changes });
}

/** `file:line:column` of a value and of the alias that brings it in. */
function at(place: ValuesPlace | null): string {
  if (place === null) return "nowhere";
  const through = place.through === null ? "" : ` through ${place.through.line}:${place.through.column}`;
  return `${place.file}:${place.line}:${place.column}${through}`;
}

function told({ leaves }: ApplicationValues): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    leaves.map(({ path, value, source, place, overridden }) => [
      toValuesKey(path),
      [
        `${JSON.stringify(value)} ${source} ${at(place)}`,
        ...overridden.map((one) => `${JSON.stringify(one.value)} ${one.source} ${at(one.place)}`),
      ],
    ]),
  );
}

describe.each(["helm-4", "helm-3"] as const)("render/values as %s merges them", { timeout: 30_000 }, (dependency) => {
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

  it.each(CASES)("$title", async (one) => {
    await using tree = await chartTree(filesOf(one));
    const rendering = await renderer.render(applicationOf(one), tree);
    if (!rendering.ok) throw new Error(rendering.failure.why);
    const values = await renderer.values(applicationOf(one), tree);
    if (!values.ok) throw new Error(values.failure.why);
    expect(values.value.merged).toEqual(rendering.value.objects[0]?.object["values"] ?? {});
  });

  it.each<[string, Case]>([
    ["a file that is no YAML", { title: "", files: ["a: ["] }],
    ["a file that is no map", { title: "", files: ["- a"] }],
    ["a missing file", { title: "", changes: { valueFiles: ["none.yaml"] } }],
    ["a parameter", { title: "", changes: { parameters: [{ name: "a[x]", value: "1", forceString: false }] } }],
  ])("is unread where Helm refuses %s", async (_, one) => {
    await using tree = await chartTree(filesOf(one));
    expect(await renderer.render(applicationOf(one), tree)).toMatchObject({ ok: false });
    expect(await renderer.values(applicationOf(one), tree)).toMatchObject({
      ok: false,
      failure: { reason: "render-failed", what: "web" },
    });
  });
});

describe("render/values", { timeout: 30_000 }, () => {
  let cache: string;
  let renderer: Renderer;

  beforeAll(async () => {
    cache = await mkdtemp(join(tmpdir(), "holdfast-cache-"));
    renderer = await newRenderer(cache);
  });

  afterAll(async () => {
    await renderer.dispose();
    await rm(cache, { recursive: true });
  });

  async function valuesOf(files: Readonly<Record<string, string>>, changes: Partial<Application>) {
    await using tree = await chartTree({ "charts/web/Chart.yaml": chartYaml("web"), ...files });
    const values = await renderer.values(application(changes), tree);
    if (!values.ok) throw new Error(values.failure.why);
    return values.value;
  }

  it("tells the source and place of each leaf, and what it overrides", async () => {
    const values = await valuesOf(
      {
        "charts/web/values.yaml": "a: 1\nb: {c: 1, d: 1}\nl: [1, 2]\ng: 1\n",
        "x.yaml": "a: 2\nb: &b\n  c: 2\nl: [3]\ncopy: *b\n",
        "y.yaml": "a: 3\nb: {d: null}\ng: {h: 1}\n",
      },
      { valueFiles: ["x.yaml", "y.yaml"] },
    );
    expect(told(values)).toEqual({
      a: ["3 values-file y.yaml:1:4", "2 values-file x.yaml:1:4", "1 defaults charts/web/values.yaml:1:4"],
      "b.c": ["2 values-file x.yaml:3:6", "1 defaults charts/web/values.yaml:2:8"],
      "b.d": ["null values-file y.yaml:2:8", "1 defaults charts/web/values.yaml:2:14"],
      "l[0]": ["3 values-file x.yaml:4:5", "1 defaults charts/web/values.yaml:3:5"],
      "copy.c": ["2 values-file x.yaml:3:6 through 5:7"],
      "g.h": ["1 values-file y.yaml:3:8"],
    });
    expect(values.sources.map(({ kind, file, leaves }) => [kind, file, leaves.length])).toEqual([
      ["defaults", "charts/web/values.yaml", 6],
      ["values-file", "x.yaml", 4],
      ["values-file", "y.yaml", 3],
    ]);
  });

  it("takes the chart's own values.yaml for one file, however often it is named", async () => {
    const values = await valuesOf(
      { "charts/web/values.yaml": "a: 1\nb: 1\n", "x.yaml": "b: 2\n" },
      { valueFiles: ["charts/web/values.yaml", "x.yaml"] },
    );
    expect(values.sources.map(({ kind }) => kind)).toEqual(["defaults", "values-file"]);
    expect(told(values)).toEqual({
      a: ["1 defaults charts/web/values.yaml:1:4"],
      b: ["2 values-file x.yaml:1:4", "1 defaults charts/web/values.yaml:2:4"],
    });
  });

  it("names the folder of the repository for a dependency that is linked", async () => {
    const values = await valuesOf(
      {
        "charts/web/Chart.yaml": chartYaml(
          "web",
          "dependencies: [{name: db, alias: store, version: 1.0.0, repository: 'file://../../lib/db'}]\n",
        ),
        "charts/web/values.yaml": "store: {a: 2}\nglobal: {g: 1}\n",
        "lib/db/Chart.yaml": chartYaml("db"),
        "lib/db/values.yaml": "a: 1\nb: 1\nglobal: {g: 0, own: 0}\n",
      },
      {},
    );
    expect(told(values)).toEqual({
      "store.a": ["2 defaults charts/web/values.yaml:1:12", "1 dependency-defaults lib/db/values.yaml:1:4"],
      "store.b": ["1 dependency-defaults lib/db/values.yaml:2:4"],
      "store.global.own": ["0 dependency-defaults lib/db/values.yaml:3:21"],
      "global.g": ["1 defaults charts/web/values.yaml:2:13", "0 dependency-defaults lib/db/values.yaml:3:13"],
    });
    expect(values.sources.map(({ file, prefix }) => [file, prefix])).toEqual([
      ["lib/db/values.yaml", ["store"]],
      ["charts/web/values.yaml", []],
    ]);
  });

  it("places parameters and valuesObject in the Application's template where their names stand there once", async () => {
    const template =
      "spec:\n  parameters:\n    - name: a.b\n    - name: twice\n    - name: twice\n  valuesObject:\n    top:\n      key: 1\n";
    const values = await valuesOf(
      { "apps/templates/web.yaml": template },
      {
        declaredIn: "apps/templates/web.yaml",
        valuesObject: { top: { key: 1, list: [2] } },
        parameters: [
          { name: "a.b", value: "1", forceString: false },
          { name: "twice", value: "{x}", forceString: false },
        ],
      },
    );
    expect(told(values)).toEqual({
      "top.key": ["1 values-object apps/templates/web.yaml:8:7"],
      "top.list[0]": ["2 values-object apps/templates/web.yaml:1:1"],
      "a.b": ["1 parameter apps/templates/web.yaml:3:13"],
      "twice[0]": ['"x" parameter apps/templates/web.yaml:1:1'],
    });
  });

  it("reads packed dependencies, whose values have no place", async () => {
    const { binary } = await locateHelm({ env: {}, pinned: null, dependency: "helm-4" });
    await using lib = await chartTree({
      "lib/Chart.yaml": chartYaml("lib"),
      "lib/values.yaml": "a: 1 # holdfast: ignore unread-value\nb: 1\n",
      "lib/charts/deep/Chart.yaml": chartYaml("deep"),
      "lib/charts/deep/values.yaml": "c: 1\n",
    });
    await promisify(execFile)(binary, ["package", join(lib.root, "lib"), "-d", lib.root]);
    await using tree = await chartTree({
      "charts/web/Chart.yaml": chartYaml("web"),
      "charts/web/values.yaml": "lib: {a: 2}\n",
      "charts/web/templates/a.yaml": TEMPLATE,
      "charts/web/charts/.keep": "",
    });
    await writeFile(
      join(tree.root, "charts/web/charts/lib-1.0.0.tgz"),
      await readFile(join(lib.root, "lib-1.0.0.tgz")),
    );
    const values = await renderer.values(application(), tree);
    if (!values.ok) throw new Error(values.failure.why);
    expect(told(values.value)).toEqual({
      "lib.a": ["2 defaults charts/web/values.yaml:1:10", "1 dependency-defaults nowhere"],
      "lib.b": ["1 dependency-defaults nowhere"],
      "lib.deep.c": ["1 dependency-defaults nowhere"],
    });
    expect(values.value.sources.map(({ file, directives }) => [file, directives.length])).toEqual([
      [null, 0],
      [null, 0],
      ["charts/web/values.yaml", 0],
    ]);
    const rendering = await renderer.render(application(), tree);
    expect(values.value.merged).toEqual(rendering.ok && rendering.value.objects[0]?.object["values"]);
  });

  it("passes over a missing values file that may be missing", async () => {
    const values = await valuesOf(
      { "x.yaml": "a: 1" },
      { valueFiles: ["none.yaml", "x.yaml"], ignoreMissingValueFiles: true },
    );
    expect(told(values)).toEqual({ a: ["1 values-file x.yaml:1:4"] });
  });

  it("reads no values behind a link that leaves the repository", async () => {
    await using tree = await chartTree({ "charts/web/Chart.yaml": chartYaml("web") });
    await symlink("/etc/hostname", join(tree.root, "charts/web/values.yaml"));
    expect(await renderer.values(application(), tree)).toMatchObject({
      ok: false,
      failure: { why: "charts/web/values.yaml is a link that leaves the repository" },
    });
  });

  it("reads a file of a commit once and a working tree each time", async () => {
    await using tree = await chartTree({ "charts/web/Chart.yaml": chartYaml("web"), "x.yaml": "a: 1" });
    const read = async (revision: string | null): Promise<Json | undefined> => {
      const values = await renderer.values(application({ valueFiles: ["x.yaml"] }), { ...tree, revision });
      return values.ok ? values.value.merged["a"] : undefined;
    };
    const commit = "1".repeat(40);
    expect([await read(commit), await read(null)]).toEqual([1, 1]);
    await writeFile(join(tree.root, "x.yaml"), "a: 2");
    expect([await read(commit), await read(null), await read(`${commit}+dirty`)]).toEqual([1, 2, 2]);
  });
});
