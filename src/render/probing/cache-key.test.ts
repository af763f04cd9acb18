import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Application } from "../../environments/application.ts";
import { listChartFiles } from "../files.ts";
import { contentKey, type TraceContent } from "./cache-key.ts";

const APPLICATION: Application = {
  name: "web",
  release: "web",
  namespace: "web",
  chart: "chart",
  valueFiles: [],
  ignoreMissingValueFiles: false,
  valuesObject: null,
  parameters: [],
  targetRevision: null,
  ignoreDifferences: [],
  declaredIn: null,
  argoCd: false,
};

const FILES = { "Chart.yaml": "name: web", "templates/a.yaml": "a", "templates/b.yaml": "b" };

describe("render/probing/cache-key", () => {
  let folder: string;
  let count = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "holdfast-key-"));
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function content(
    files: Readonly<Record<string, string>>,
    values: readonly string[] = [],
  ): Promise<TraceContent> {
    const root = join(folder, String(count++));
    const chart = join(root, "chart");
    const valueFiles = values.map((_, index) => join(root, `${index}.yaml`));
    for (const [path, text] of Object.entries(files)) await write(join(chart, path), text);
    for (const [index, file] of valueFiles.entries()) await write(file, values[index] ?? "");
    return {
      input: { application: APPLICATION, chart, valueFiles },
      files: await listChartFiles(chart, [folder]),
      helm: "4.2.3",
      capabilities: { kubeVersion: null, apiVersions: [] },
    };
  }

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }

  it("is equal for the same content elsewhere, under another name", async () => {
    const [one, other] = [await content(FILES, ["a: 1"]), await content(FILES, ["a: 1"])];
    const renamed = {
      ...other,
      files: other.files.toReversed(),
      input: { ...other.input, application: { ...APPLICATION, name: "x" } },
    };
    expect(await contentKey(renamed)).toBe(await contentKey(one));
  });

  it("differs with every file and its place", async () => {
    const contents = [
      content(FILES),
      content({ ...FILES, "templates/a.yaml": "A" }),
      content({ ...FILES, "templates/a.yaml": "b", "templates/b.yaml": "a" }),
      content({ ...FILES, "templates/c.yaml": "" }),
      content(FILES, [""]),
      content(FILES, ["a: 1"]),
      content(FILES, ["a: 1", ""]),
      content(FILES, ["a", ": 1"]),
      content(FILES, [": 1", "a"]),
    ];
    const keys = await Promise.all((await Promise.all(contents)).map(contentKey));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("differs with whatever else Helm is told", async () => {
    const base = await content(FILES);
    const withApplication = (changes: Partial<Application>): TraceContent => ({
      ...base,
      input: { ...base.input, application: { ...APPLICATION, ...changes } },
    });
    const keys = await Promise.all(
      [
        base,
        { ...base, helm: "3.20.0" },
        { ...base, capabilities: { kubeVersion: "1.30.0", apiVersions: [] } },
        { ...base, capabilities: { kubeVersion: null, apiVersions: ["v1"] } },
        withApplication({ release: "x" }),
        withApplication({ namespace: "x" }),
        withApplication({ valuesObject: {} }),
        withApplication({ valuesObject: { a: 1 } }),
        withApplication({ valuesObject: { a: "1" } }),
        withApplication({ parameters: [{ name: "a", value: "1", forceString: false }] }),
        withApplication({ parameters: [{ name: "a", value: "1", forceString: true }] }),
      ].map(contentKey),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});
