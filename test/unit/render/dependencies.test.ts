import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { locateHelm, type Renderer, readManifests } from "../../../src/render/index.ts";
import { application, type ChartTree, chartTree, chartYaml, configMap, newRenderer } from "./chart-tree.ts";

/** A chart repository on the loopback interface that counts what is asked of it. */
interface Repository {
  readonly url: string;
  readonly folder: string;
  readonly server: Server;
  readonly requests: string[];
}

describe("render/dependencies", { timeout: 60_000 }, () => {
  let work: string;
  let helm: string;
  let repository: Repository;
  let renderer: Renderer;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), "holdfast-dependencies-"));
    helm = (await locateHelm({ env: {}, pinned: null, dependency: "helm-4" })).binary;
    repository = await serveRepository(join(work, "repository"));
    await publish("lib", {
      "templates/a.yaml": configMap("lib-{{ .Chart.Name }}", '"{{ .Chart.Version }}"'),
      "values.yaml": "x: 1\n",
    });
    await publish("lib", { "templates/a.yaml": configMap("lib-{{ .Chart.Name }}", '"{{ .Chart.Version }}"') }, "1.1.0");
    await publish("named", { "templates/_h.tpl": '{{ define "named.text" }}from-named{{ end }}' });
    await promisify(execFile)(helm, ["repo", "index", repository.folder]);
  });

  afterAll(async () => {
    repository.server.close();
    repository.server.closeAllConnections();
    await rm(work, { recursive: true });
  });

  beforeEach(async () => {
    repository.requests.length = 0;
    renderer = await newRenderer(await mkdtemp(join(work, "cache-")));
    return () => renderer.dispose();
  });

  async function publish(name: string, files: Record<string, string>, version = "1.0.0"): Promise<void> {
    await using chart = await chartTree({
      "Chart.yaml": `apiVersion: v2\nname: ${name}\nversion: ${version}\n`,
      ...files,
    });
    await promisify(execFile)(helm, ["package", chart.root, "-d", repository.folder]);
  }

  /** What Helm itself makes of the tree, with its own `dependency build`, in a copy. */
  async function plainHelm(tree: ChartTree, parameters: readonly string[]): Promise<unknown[]> {
    const copy = await mkdtemp(join(work, "plain-"));
    await cp(tree.root, copy, { recursive: true });
    const env = {
      HELM_CACHE_HOME: join(work, "hc"),
      HELM_CONFIG_HOME: join(work, "hf"),
      HELM_DATA_HOME: join(work, "hd"),
    };
    const chart = join(copy, "charts/web");
    await promisify(execFile)(helm, ["dependency", "build", chart], { env });
    const set = parameters.flatMap((parameter) => ["--set", parameter]);
    const { stdout } = await promisify(execFile)(helm, ["template", "web", chart, "--namespace", "web-ns", ...set], {
      env,
    });
    return readManifests(stdout).objects.map(({ object }) => object);
  }

  const web = (dependencies: string, more: Record<string, string> = {}): Promise<ChartTree> =>
    chartTree({
      "charts/web/Chart.yaml": chartYaml(
        "web",
        `dependencies:\n${dependencies.replaceAll("REPOSITORY", repository.url)}`,
      ),
      "charts/web/templates/a.yaml": configMap("web", "a"),
      ...more,
    });

  it.each([
    ["no switch", "", [], true],
    ["a condition that nothing sets", "  condition: lib.enabled\n", [], true],
    ["a condition set to true", "  condition: lib.enabled\n", ["lib.enabled=true"], true],
    ["a condition set to false", "  condition: lib.enabled\n", ["lib.enabled=false"], false],
    [
      "the first of two conditions that is set",
      "  condition: a.b,lib.enabled\n",
      ["a.b=false", "lib.enabled=true"],
      false,
    ],
    ["the second condition where the first is not set", "  condition: a.b,lib.enabled\n", ["lib.enabled=false"], false],
    ["a condition that is no boolean", "  condition: lib.enabled\n", ["lib.enabled=text"], true],
    ["a tag set to false", "  tags: [t]\n", ["tags.t=false"], false],
    ["two tags, one of them true", "  tags: [t, u]\n", ["tags.t=false", "tags.u=true"], true],
    [
      "a condition that overrules a tag",
      "  tags: [t]\n  condition: lib.enabled\n",
      ["tags.t=false", "lib.enabled=true"],
      true,
    ],
    ["an alias", "  alias: other\n  condition: other.enabled\n", ["other.enabled=false"], false],
    ["an alias that is on", "  alias: other\n  condition: other.enabled\n", ["other.enabled=true"], true],
    ["a range of versions that is off", "  condition: lib.enabled\n", ["lib.enabled=false"], false],
  ])("does as Helm does with %s", async (...[, switches, set, needed]) => {
    await using tree = await web(`- name: lib\n  version: "^1.0.0"\n  repository: REPOSITORY\n${switches}`);
    const parameters = set.map((text) => ({
      name: text.split("=")[0] ?? "",
      value: text.split("=")[1] ?? "",
      forceString: false,
    }));
    const rendering = await renderer.render(application({ parameters }), tree);
    if (!rendering.ok) throw new Error(rendering.failure.why);
    expect(repository.requests.length > 0).toBe(needed);
    expect(rendering.value.objects.map(({ object }) => object)).toEqual(await plainHelm(tree, set));
  });

  it("fetches what a template needs that fails without it", async () => {
    await using tree = await web("- {name: named, version: 1.0.0, repository: REPOSITORY}\n", {
      "charts/web/templates/b.yaml": configMap("b", '{{ include "named.text" . }}'),
    });
    const rendering = await renderer.render(application(), tree);
    expect(rendering.ok && rendering.value.objects.at(-1)?.object["data"]).toEqual({ value: "from-named" });
  });

  it("takes the version that Chart.lock fixes, and keeps it for the next run", async () => {
    const lock = `dependencies:\n- {name: lib, version: 1.0.0, repository: ${repository.url}}\n`;
    await using tree = await web('- {name: lib, version: ">=1.0.0", repository: REPOSITORY}\n', {
      "charts/web/Chart.lock": lock,
    });
    const cache = await mkdtemp(join(work, "kept-"));
    for (const asked of [true, false]) {
      repository.requests.length = 0;
      const fresh = await newRenderer(cache);
      const rendering = await fresh.render(application(), tree);
      expect(rendering.ok && rendering.value.objects[0]?.object["data"]).toEqual({ value: "1.0.0" });
      expect(repository.requests.length > 0).toBe(asked);
      await fresh.dispose();
    }
  });

  it("fetches once for many applications at once", async () => {
    await using tree = await web("- {name: lib, version: 1.1.0, repository: REPOSITORY}\n");
    const names = ["a", "b", "c", "d"];
    const renderings = await Promise.all(names.map((name) => renderer.render(application({ name }), tree)));
    expect(renderings.every(({ ok }) => ok)).toBe(true);
    expect(repository.requests.filter((path) => path.endsWith(".tgz"))).toEqual(["/lib-1.1.0.tgz"]);
  });

  it("costs only the application whose dependency cannot be had, and asks a dead host once", async () => {
    const dead = "http://user:secret-password@127.0.0.1:1/charts";
    await using tree = await web(`- {name: gone, version: 1.0.0, repository: "${dead}"}\n`);
    const [first, second] = await Promise.all(["a", "b"].map((name) => renderer.render(application({ name }), tree)));
    expect(first).toEqual(second);
    expect(first?.ok === false && first.failure).toMatchObject({
      reason: "dependency-unavailable",
      what: "dependency gone from http://127.0.0.1:1/charts",
      why: expect.stringMatching(/connection refused/),
    });
    expect(JSON.stringify(first)).not.toMatch(/secret-password|holdfast-dependencies/);
  });

  it("names a chart that the repository does not have", async () => {
    await using tree = await web("- {name: nothing, version: 1.0.0, repository: REPOSITORY}\n");
    const rendering = await renderer.render(application(), tree);
    expect(rendering.ok ? null : rendering.failure.why).toMatch(/nothing.*not found/);
  });

  it("uses what lies in charts/ as it is and downloads nothing", async () => {
    await using tree = await web("- {name: lib, version: 1.0.0, repository: REPOSITORY}\n", {
      "charts/web/charts/lib/Chart.yaml": chartYaml("lib"),
      "charts/web/charts/lib/templates/a.yaml": configMap("vendored", "a"),
    });
    const rendering = await renderer.render(application(), tree);
    expect(rendering.ok && rendering.value.objects.map(({ object }) => object.metadata.name)).toEqual([
      "vendored",
      "web",
    ]);
    expect(repository.requests).toEqual([]);
  });

  it("links local dependencies under their aliases, and leaves out what those depend on, as Helm does", async () => {
    const files = {
      "charts/sub/Chart.yaml": chartYaml(
        "sub",
        'dependencies:\n- {name: deep, version: 1.0.0, repository: "file://../deep"}\n',
      ),
      "charts/sub/templates/a.yaml": configMap("sub-{{ .Chart.Name }}", "{{ .Values.x }}"),
      "charts/sub/values.yaml": "x: 1\n",
      "charts/deep/Chart.yaml": chartYaml("deep"),
      "charts/deep/templates/a.yaml": configMap("deep", "a"),
    };
    const local =
      '- {name: sub, version: 1.0.0, repository: "file://../sub", alias: ALIAS, condition: ALIAS.enabled}\n';
    await using tree = await web(
      ["one", "two", "three"].map((alias) => local.replaceAll("ALIAS", alias)).join(""),
      files,
    );
    const parameters = [{ name: "two.enabled", value: "false", forceString: false }];
    const rendering = await renderer.render(application({ parameters }), tree);
    if (!rendering.ok) throw new Error(rendering.failure.why);
    expect(rendering.value.objects.map(({ object }) => object)).toEqual(await plainHelm(tree, ["two.enabled=false"]));
    expect(rendering.value.objects.map(({ object }) => object.metadata.name)).toEqual(["sub-one", "sub-three", "web"]);
  });

  it.each([
    ["is not there", "file://../no", "this folder holds no chart"],
    ["leaves the repository", "file://../../../no", "file://../../../no is outside of the repository"],
    ["has another version", "file://../sub", "it has version 1.0.0, Chart.yaml asks for 2.0.0"],
  ])("says when a local dependency %s", async (_, url, why) => {
    await using tree = await web(`- {name: sub, version: 2.0.0, repository: "${url}"}\n`, {
      "charts/sub/Chart.yaml": chartYaml("sub"),
    });
    const rendering = await renderer.render(application(), tree);
    expect(rendering.ok ? null : rendering.failure).toMatchObject({ reason: "dependency-unavailable", why });
  });

  it("names a fault in a linked chart by its place in the repository", async () => {
    await using tree = await web('- {name: sub, version: 1.0.0, repository: "file://../sub", alias: other}\n', {
      "charts/sub/Chart.yaml": chartYaml("sub"),
      "charts/sub/templates/a.yaml": '{{ fail "no" }}',
    });
    const rendering = await renderer.render(application(), tree);
    expect(rendering.ok ? null : rendering.failure.why).toBe("charts/sub/templates/a.yaml:1:3: no");
  });
});

async function serveRepository(folder: string): Promise<Repository> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "index.yaml"), "apiVersion: v1\nentries: {}\n");
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? "");
    readFile(join(folder, request.url ?? "")).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { url: `http://127.0.0.1:${address.port}`, folder, server, requests };
}
