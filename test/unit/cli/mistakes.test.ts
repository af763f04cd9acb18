import { rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MANIFESTS, repositoryOf } from "../../servers/cli/repository.ts";
import { type Files, Workplace } from "../../servers/cli/workplace.ts";

const KUBECONFIG = {
  apiVersion: "v1",
  kind: "Config",
  clusters: [{ name: "c", cluster: { server: "https://127.0.0.1:1" } }],
  users: [{ name: "u", user: { token: "unused" } }],
  contexts: [{ name: "admin", context: { cluster: "c", user: "u" } }],
};

function files(more: Files = {}, config: object = {}): Files {
  const repository = repositoryOf(MANIFESTS, {
    plane: { kubeconfig: "kubeconfig.json" },
    namespace: "kafka",
    more: config,
  });
  return { ...repository, "kubeconfig.json": KUBECONFIG, ...more };
}

interface Mistake {
  readonly args: readonly string[];
  readonly says: RegExp;
  readonly more?: Files;
  readonly config?: object;
}

const COMMAND_LINE: readonly Mistake[] = [
  { args: ["bogus"], says: /^holdfast has no verb bogus\./ },
  { args: ["chek"], says: /Did you mean check\?/ },
  { args: ["check", "--bogus"], says: /^There is no option --bogus\. Run holdfast check --help/ },
  { args: ["check", "--severity", "huge"], says: /^--severity takes one of high, medium, low, info, not "huge"\./ },
  {
    args: ["check", "--output", "yaml"],
    says: /^--output takes one of text, json, markdown, html, sarif, junit, not "yaml"\./,
  },
  { args: ["check", "--engine", "x"], says: /^--engine takes one of local, server, not "x"\./ },
  { args: ["check", "--system", "topix"], says: /^--system takes one of .*topics.*, not "topix"\./ },
  { args: ["check", "--app"], says: /^--app <name...> needs a value\./ },
  { args: ["render", "dev", "--app", "brokre"], says: /^--app names "brokre", which dev does not have\./ },
  { args: ["render"], says: /^The argument <env> is missing\./ },
  { args: ["snapshot", "dev"], says: /^The argument <dir> is missing\./ },
  { args: ["snapshot", "dev", "a", "b"], says: /^There are too many arguments/ },
  { args: ["check", "nope"], says: /^holdfast\.yaml has no environment "nope"\. It has dev\./ },
  { args: ["check", "--live", "charts"], says: /charts is no recording/ },
  { args: ["check", "--live", "nowhere"], says: /nowhere does not exist or cannot be read/ },
  { args: ["check", "--live", "charts", "--engine", "server"], says: /^--engine server .* Use one of them\./ },
  { args: ["wait", "dev", "--timeout", "3"], says: /^--timeout takes a duration such as/ },
  { args: ["wait", "dev", "--live", "x"], says: /^wait needs a cluster/ },
  { args: ["check", "--revision", "nope"], says: /^This clone has no revision "nope"\./ },
  { args: ["check", "--revision=--output=x"], says: /^This clone has no revision "--output=x"\./ },
  { args: ["lint", "nope"], says: /^holdfast\.yaml has no environment "nope"\. It has dev\./ },
  { args: ["lint", "--app", "brokre"], says: /^--app names "brokre", which dev does not have\./ },
  { args: ["lint", "--base", "nope"], says: /^This clone has no revision "nope" to compare with\./ },
  { args: ["lint", "--output", "markdown"], says: /^--output takes one of text, json, sarif, not "markdown"\./ },
  { args: ["explain"], says: /^explain takes an environment and a resource as Kind\/name, or --values/ },
  { args: ["explain", "nope", "KafkaTopic/alerts"], says: /^holdfast\.yaml has no environment "nope"\./ },
  { args: ["explain", "dev", "alerts"], says: /^explain takes a resource as Kind\/name .*not "alerts"\./ },
  { args: ["explain", "dev", "KafkaTopic/nope"], says: /^Git declares no KafkaTopic nope in dev, and the cluster / },
  {
    args: ["explain", "dev", "KafkaTopic/alerts", "spec.partition"],
    says: /^KafkaTopic alerts has no field spec\.partition,/,
  },
  { args: ["explain", "dev", "KafkaTopic/alerts", "spec["], says: /^The path "spec\[" cannot be read from "\[" on\./ },
  { args: ["explain", "--values", "nope"], says: /nope/ },
  { args: ["--config", "nowhere.yaml", "check"], says: /^nowhere\.yaml does not exist\./ },
  { args: ["--config", "charts", "check"], says: /^charts cannot be read \(EISDIR\)\./ },
  { args: ["check", "--write-baseline", "because"], says: /^holdfast\.yaml names no baseline\./ },
];

const FILES: readonly Mistake[] = [
  {
    args: ["check"],
    says: /^holdfast\.yaml:\d+:\d+: This is not valid YAML/,
    more: { "holdfast.yaml": "a: [\n  b\n" },
  },
  { args: ["check"], says: /^holdfast\.yaml:1:1: The file is empty\./, more: { "holdfast.yaml": "" } },
  {
    args: ["check"],
    says: /holdfast\.yaml:1:1: __proto__ is not a known key/,
    more: { "holdfast.yaml": "__proto__: 1\n" },
  },
  { args: ["check"], says: /Excessive alias count/, more: { "holdfast.yaml": bomb() } },
  { args: ["check"], says: /broker\.yaml is not there/, more: { "environments/dev/broker.yaml/x": "a directory" } },
  { args: ["check"], says: /^There is no context admin in the kubeconfig/, more: { "kubeconfig.json": "nope" } },
  {
    args: ["check"],
    says: /^The baseline b\.json is not JSON\./,
    more: { "b.json": "{" },
    config: { baseline: "b.json" },
  },
  { args: ["check"], says: /^The baseline b\.json has no/, more: { "b.json": "[]" }, config: { baseline: "b.json" } },
  {
    args: ["check"],
    says: /^The baseline b\.json cannot be read/,
    more: { "b.json/x": "" },
    config: { baseline: "b.json" },
  },
];

const RENDERING: readonly (Mistake & { readonly trouble: string })[] = [
  {
    trouble: "a values file is broken",
    args: [],
    says: /failed to parse environments\/dev\/broker\.yaml/,
    more: { "environments/dev/broker.yaml": "a: [\n b" },
  },
  {
    trouble: "values are refused by the schema",
    args: [],
    says: /additional properties 'x' not allowed/,
    more: {
      "environments/dev/broker.yaml": "x: 1\n",
      "charts/broker/values.schema.json": { additionalProperties: false },
    },
  },
  {
    trouble: "a chart does not render",
    args: [],
    says: /charts\/broker\/templates\/all\.yaml:1:3: no/,
    more: { "charts/broker/templates/all.yaml": '{{ fail "no" }}' },
  },
  {
    trouble: "aliases in the values blow up",
    args: [],
    says: /excessive aliasing/,
    more: { "environments/dev/broker.yaml": bomb() },
  },
];

function bomb(): string {
  const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
  const rows = names.map((name, index) => {
    const item = index === 0 ? "x" : `*${names[index - 1]}`;
    return `${name}: &${name} [${Array(10).fill(item).join(", ")}]\n`;
  });
  return rows.join("");
}

describe("cli: mistakes", () => {
  async function expectMistake({ args, says, more, config }: Mistake): Promise<void> {
    await using place = await Workplace.open(files());
    if (more?.["environments/dev/broker.yaml/x"] !== undefined) await removeFile(place, "environments/dev/broker.yaml");
    await place.write(config === undefined ? {} : files({}, config));
    await place.write(more ?? {});
    const ran = await place.holdfast(args);
    expect(ran.stderr).toMatch(says);
    expect(ran.stderr).not.toMatch(/^\s+at |error: |bug in holdfast/m);
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 1, stdout: "" });
    expect(ran.seconds).toBeLessThan(20);
  }

  it.each(COMMAND_LINE)("of the command line: $args", expectMistake, 30_000);

  it.each(FILES)("of files: $says", expectMistake, 30_000);

  it("are told all at once, each with file and line", async () => {
    const text =
      "schemaVersion: 2\nlayuot: {}\nenvironments:\n  - name: a/b\n    cluste: {}\n  - nam: x\nignore: [{ kind: x }]\nexclude: no\n";
    await using place = await Workplace.open(files({ "holdfast.yaml": text }));
    const { code, stderr } = await place.holdfast(["check"]);
    expect(code).toBe(1);
    const lines = stderr.trim().split("\n");
    expect(lines).toHaveLength(9);
    for (const line of lines) expect(line).toMatch(/^holdfast\.yaml:\d+:\d+: .*[.?]$/);
    expect(lines.map((line) => Number(line.split(":")[1]))).toEqual([1, 1, 2, 4, 5, 6, 6, 7, 8]);
  });

  it("name the kubeconfig that is missing", async () => {
    await using place = await Workplace.open(files());
    await removeFile(place, "kubeconfig.json");
    expect(await place.holdfast(["check"])).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^The kubeconfig \S+kubeconfig\.json does not exist; .*\.\n$/),
    });
  });

  it.each(RENDERING)(
    "make the verdict unknown, with the sentence, when $trouble",
    async ({ says, more }) => {
      await using place = await Workplace.open(files(more));
      const render = await place.holdfast(["render", "dev", "--detailed-exitcode"]);
      expect(render).toMatchObject({ code: 3, stdout: "", stderr: expect.stringMatching(says) });
      const check = await place.holdfast(["check", "--output", "json", "--detailed-exitcode"]);
      expect(check).toMatchObject({ code: 3, stderr: "" });
      expect(JSON.parse(check.stdout)).toMatchObject({
        verdict: "unknown",
        environments: [
          { unreadable: expect.arrayContaining([expect.objectContaining({ why: expect.stringMatching(says) })]) },
        ],
      });
    },
    30_000,
  );

  it("a cluster out of reach is unknown, whatever the scope", async () => {
    await using place = await Workplace.open(files());
    for (const scope of [
      [],
      ["--kind", "KafkaTopic"],
      ["--system", "topics"],
      ["--namespace", "x"],
      ["--severity", "high"],
    ]) {
      const ran = await place.holdfast(["check", "--detailed-exitcode", ...scope]);
      expect(ran).toMatchObject({ code: 3, stdout: expect.stringMatching(/the connection was\s+refused/) });
    }
  }, 60_000);

  it("a chart's link that leaves the repository is not followed", async () => {
    await using place = await Workplace.open(files());
    await symlink("/etc/hostname", join(place.root, "charts/broker/templates/out.yaml"));
    const ran = await place.holdfast(["render", "dev", "--detailed-exitcode"]);
    expect(ran).toMatchObject({
      code: 3,
      stdout: "",
      stderr: expect.stringContaining("is a link that leaves the repository"),
    });
  });
});

async function removeFile(place: Workplace, path: string): Promise<void> {
  await rm(join(place.root, path));
}
