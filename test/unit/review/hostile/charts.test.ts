import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { appOfAppsTree, plainTree } from "../trees.ts";
import { type Edits, SECRET, type Sprung, Trap, unreadIn } from "./trap.ts";

// Each test runs the program, and the machine may be busy.
vi.setConfig({ testTimeout: 110_000 });

const CHART = "charts/web/Chart.yaml";
const TEMPLATE = "charts/web/templates/web.yaml";
const VALUES = "environments/dev/web.yaml";
const TREE = texts(plainTree());

function texts(files: object): Record<string, string> {
  const entries = Object.entries(files) as [string, unknown][];
  return Object.fromEntries(
    entries.map(([path, content]) => [path, typeof content === "string" ? content : JSON.stringify(content)]),
  );
}

function chartWith(dependency: object, name = "web"): string {
  const shared = { name: "shared", version: "0.1.0", repository: "file://../shared" };
  return JSON.stringify({ apiVersion: "v2", name, version: "0.1.0", dependencies: [shared, dependency] });
}

/** Each list holds the one before it nine times. */
function bombOf(depth: number): string {
  const lists = Array.from({ length: depth }, (_, index) => {
    const items = Array.from({ length: 9 }, () => (index === 0 ? "x" : `*a${index - 1}`));
    return `a${index}: &a${index} [${items.join(", ")}]\n`;
  });
  return lists.join("");
}

function configMap(data: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata:\n${data}\n`;
}

async function review(edits: Edits, prepare: (trap: Trap) => Promise<void> = async () => {}): Promise<Sprung> {
  await using trap = await Trap.open(TREE);
  await prepare(trap);
  await trap.commit(edits);
  return await trap.spring();
}

/** Nothing is written, nothing is learnt, it ends without a stack within a minute and 400 MB. */
function expectHarmless(ran: Sprung): void {
  expect(ran.touched).toEqual([]);
  expect(ran.stdout + ran.stderr).not.toContain(SECRET);
  expect(ran.stderr).not.toMatch(/\n\s+at |This is a bug/);
  expect(ran.seconds).toBeLessThan(60);
  expect(ran.peakMegabytes).toBeLessThan(400);
}

describe("review/hostile: charts", () => {
  it.each([
    [
      "calls itself",
      { [TEMPLATE]: '{{ define "l" }}{{ template "l" . }}{{ end }}{{ template "l" . }}' },
      /template depth/,
    ],
    ["asks for all memory", { [TEMPLATE]: configMap("  a: {{ len (until 1000000000) }}") }, /MiB of memory/],
    [
      "prints without end",
      { [TEMPLATE]: '{{ range until 300 }}\n---\na: {{ repeat 200000 "x" }}{{ end }}' },
      /printed more than 32 MiB|MiB of memory/,
    ],
    [
      "has a name that is a pattern",
      { [CHART]: chartWith({ name: "x" }, "(a+)+["), [TEMPLATE]: '{{ fail "x" }}' },
      /\S/,
    ],
    ["has 10 MB of values", { [VALUES]: "a: 1\n".repeat(2_000_000) }, /may have 2 MiB/],
    ["has values that grow by aliases", { [VALUES]: bombOf(9) }, /alias/i],
    ["nests too deeply", { [VALUES]: `size: ${"[".repeat(5000)}${"]".repeat(5000)}\n` }, /nesting exceeded/],
    [
      "names a dependency that leads out of charts/",
      { [CHART]: chartWith({ name: "../../../../outside/evil", version: "1.0.0", repository: "http://127.0.0.1:1" }) },
      /no chart has such a name/,
    ],
    [
      "links a dependency out of charts/",
      { [CHART]: chartWith({ name: "../../../../outside/evil", version: "0.1.0", repository: "file://../shared" }) },
      /no chart has such a name/,
    ],
    [
      "depends on a folder outside of the tree",
      { [CHART]: chartWith({ name: "outside", version: "0.1.0", repository: "file://../../../outside" }) },
      /outside of the repository/,
    ],
  ])("a chart that %s costs its application only", async (_what, edits, why) => {
    const ran = await review(edits);
    expectHarmless(ran);
    expect(ran.code).toBe(0);
    expect(unreadIn(ran)).toMatch(why);
  });

  it("asks no address that only the head names", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/latest/meta-data`;
    try {
      const ran = await review({ [CHART]: chartWith({ name: "evil", version: "1.0.0", repository: url }) });
      expectHarmless(ran);
      expect(unreadIn(ran)).toContain("no chart of base names this repository of charts");
      expect(asked).toEqual([]);
    } finally {
      server.close();
    }
  });

  it("gives a template neither the network, nor files, nor the environment", async () => {
    const calls = [
      'dns: {{ getHostByName "localhost" | quote }}',
      'lookup: {{ lookup "v1" "Secret" "" "" | toJson | quote }}',
      'file: {{ .Files.Get "../../../outside/secret.yaml" | quote }}',
      'absolute: {{ .Files.Get "/etc/passwd" | quote }}',
    ];
    const ran = await review({ [TEMPLATE]: configMap(calls.map((call) => `  ${call}`).join("\n")) });
    expectHarmless(ran);
    const fields = ran.report?.environments[0]?.resources[0]?.fields ?? [];
    const after = Object.fromEntries(fields.map(({ path, after: value }) => [path, value]));
    expect(after).toMatchObject({ "/data/dns": "", "/data/lookup": "{}", "/data/file": "", "/data/absolute": "" });
    const env = await review({ [TEMPLATE]: configMap('  env: {{ env "HOME" | quote }}') });
    expectHarmless(env);
    expect(unreadIn(env)).toContain('function "env" not defined');
  });

  it.each([
    [[VALUES, "charts/web/crds/x.yaml", "charts/web/.helmignore", "charts/web/files/x"]],
    [[CHART, "charts/quiet/templates/quiet.yaml", "charts/broker/values.yaml"]],
  ])("follows no link out of the tree: %s", async (paths) => {
    const show = configMap('  all: {{ .Values | toJson | quote }}\n  file: {{ .Files.Get "files/x" | quote }}');
    const ran = await review({ [TEMPLATE]: show }, async (trap) => {
      for (const path of paths) await trap.link(trap.path("outside/secret.yaml"), path);
    });
    expectHarmless(ran);
    expect(ran.report?.environments).not.toEqual([]);
  });

  it.each([
    [
      "a values file whose name is two for Helm",
      (trap: Trap) => ({ valueFiles: [`x,${trap.path("outside/secret.yaml")}`] }),
    ],
    ["a release that is an option", (trap: Trap) => ({ releaseName: `--output-dir=${trap.path("outside")}` })],
  ])("an Application of the head with %s reads and writes nothing elsewhere", async (_what, helmOf) => {
    await using trap = await Trap.open(texts(appOfAppsTree(["dev"])));
    const source = { repoURL: "https://example.test/alerts.git", path: "charts/web", targetRevision: "main" };
    await trap.commit({
      "apps/templates/evil.yaml": JSON.stringify({
        apiVersion: "argoproj.io/v1alpha1",
        kind: "Application",
        metadata: { name: "evil" },
        spec: { destination: { namespace: "evil" }, project: "default", source: { ...source, helm: helmOf(trap) } },
      }),
      "charts/web/x": "size: 7\n",
      [`charts/web/x,${trap.path("outside/secret.yaml")}`]: "size: 8\n",
      [TEMPLATE]: configMap("  all: {{ .Values | toJson | quote }}"),
    });
    const ran = await trap.spring();
    expectHarmless(ran);
    expect(ran.stdout).toContain("evil");
  });
});
