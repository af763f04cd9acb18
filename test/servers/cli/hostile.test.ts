import { describe, expect, it, vi } from "vitest";
import type { CheckReport } from "../../../src/vocabulary/index.ts";
import { clientOf, createNamespace } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import { documentsOf, type Manifest, repositoryOf } from "./repository.ts";
import { Workplace } from "./workplace.ts";

const plane = sharedPlane();
// Each test runs the program several times, and the machine may be busy.
vi.setConfig({ testTimeout: 180_000 });
const KEDA = "/apis/keda.sh/v1alpha1";

function configMap(
  data: Readonly<Record<string, string>>,
  annotations: Readonly<Record<string, string>> = {},
): Manifest {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "odd", annotations }, data };
}

/** JSON keeps `__proto__` a key like any other; an object literal does not. */
function withProto(value: string): Record<string, string> {
  return JSON.parse(`{"__proto__":${JSON.stringify(value)},"constructor":${JSON.stringify(value)},"toString":"same"}`);
}

const ESCAPES = "\u001b[2J\u001b]0;title\u0007red\u001b[31m\u009b1m\u202eback\u200b";
const MARKUP =
  "</details><script>alert(1)</script> | a | b |\n```\n# head\n[link](javascript:x) @everyone ![i](http://x/y.png)";

describe("cli: hostile input", () => {
  async function compare(desired: Manifest, live: Manifest): Promise<{ place: Workplace; namespace: string }> {
    const namespace = await createNamespace(plane);
    const core = live.kind === "ConfigMap";
    const path = core ? `/api/v1/namespaces/${namespace}/configmaps` : `${KEDA}/namespaces/${namespace}/scaledobjects`;
    using client = clientOf(plane);
    await client.mustRequest("POST", path, live, { fieldManager: "kubectl-edit" });
    return { place: await Workplace.open(repositoryOf([desired], { plane, namespace })), namespace };
  }

  it("live texts steer no terminal and break no markup", async () => {
    const { place } = await compare(
      configMap({ text: "plain" }),
      configMap({ text: `${ESCAPES}${MARKUP}`, more: MARKUP }, { "example.org/note": ESCAPES }),
    );
    await using _ = place;
    for (const args of [["check"], ["check", "--output", "markdown"], ["wait", "dev", "--timeout", "0s"]]) {
      const { stdout, stderr } = await place.holdfast(args);
      expect(stdout).toContain("odd");
      expect(stdout + stderr).not.toMatch(/[^\n\P{Cc}]|[\u202e\u200b]/u);
    }
    const { stdout } = await place.holdfast(["check", "--output", "markdown"]);
    // A fence is longer than any run of backticks in it, so that none of the live text can close it.
    const outside = stdout.replaceAll(/^(`{3,})diff\n[\s\S]*?^\1$/gm, "");
    expect(outside).not.toMatch(/script|head|javascript|everyone|```/);
    expect(outside.match(/<\/details>/g)).toHaveLength(outside.match(/<details>/g)?.length ?? 0);
    const json = await place.holdfast(["check", "--output", "json"]);
    expect(() => JSON.parse(json.stdout)).not.toThrow();
  });

  it("keys that every object has by birth are keys like any other", async () => {
    const { place } = await compare(configMap(withProto("git")), configMap(withProto("live")));
    await using _ = place;
    const ran = await place.holdfast(["check", "--output", "json", "--detailed-exitcode"]);
    const findings = (JSON.parse(ran.stdout) as CheckReport).environments[0]?.findings ?? [];
    expect(findings.map(({ kind, path }) => `${kind} ${path}`).toSorted()).toEqual([
      "changed /data/__proto__",
      "changed /data/constructor",
    ]);
    const rendered = await place.holdfast(["render", "dev", "--output", "json"]);
    expect(rendered.stdout).toContain('"__proto__": "git"');
    expect((await place.holdfast(["render", "dev"])).stdout).toContain("__proto__: git");
  });

  it("ten thousand keys and very long values take bounded time and memory", async () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`key-${index}`, `value ${index}`]));
    const { place } = await compare(
      configMap({ ...many, long: "x".repeat(300_000) }),
      configMap({ ...many, "key-77": "other", long: `${"x".repeat(299_999)}y` }),
    );
    await using _ = place;
    for (const output of ["text", "json", "markdown"]) {
      const ran = await place.holdfast(["check", "--output", output, "--detailed-exitcode"], { watch: true });
      expect(ran.code).toBe(2);
      expect(ran.stdout).toContain("key-77");
      expect(ran.seconds).toBeLessThan(20);
      expect(ran.peakMegabytes).toBeLessThan(400);
      expect(output === "json" || ran.stdout.length < 65_536).toBe(true);
    }
  });

  it("a values file of ten megabytes is not read, which is said at once", async () => {
    const { place } = await compare(configMap({ a: "b" }), configMap({ a: "b" }));
    await using _ = place;
    const rows = Array.from({ length: 100_000 }, (__, index) => `row${index}: ${"v".repeat(90)}\n`);
    await place.write({ "environments/dev/broker.yaml": rows.join("") });
    const ran = await place.holdfast(["check", "--detailed-exitcode"], { watch: true });
    expect(ran).toMatchObject({ code: 3, stderr: "" });
    expect(ran.stdout).toContain("environments/dev/broker.yaml has 9.6 MiB");
    expect(ran.seconds).toBeLessThan(30);
  });

  it("an object that is rendered twice is compared as the last one says, and is told", async () => {
    const { place } = await compare(configMap({ a: "last" }), configMap({ a: "last" }));
    await using _ = place;
    await place.write({
      "charts/broker/templates/all.yaml": documentsOf([configMap({ a: "first" }), configMap({ a: "last" })]),
    });
    const ran = await place.holdfast(["check", "--output", "json"]);
    const [environment] = (JSON.parse(ran.stdout) as CheckReport).environments;
    expect(environment).toMatchObject({ verdict: "in-sync", findings: [{ kind: "lost-intent" }] });
  });

  it("deep nesting is read and compared", async () => {
    let deep: object = { leaf: 1 };
    for (let depth = 0; depth < 200; depth += 1) deep = { a: deep };
    const scaled = (advanced: object): Manifest => ({
      apiVersion: "keda.sh/v1alpha1",
      kind: "ScaledObject",
      metadata: { name: "deep" },
      spec: { scaleTargetRef: { name: "x" }, triggers: [], advanced },
    });
    const { place, namespace } = await compare(scaled({ deep }), scaled({ deep }));
    await using _ = place;
    expect((await place.holdfast(["check", "--detailed-exitcode"])).code).toBe(0);
    using client = clientOf(plane);
    const path = `${KEDA}/namespaces/${namespace}/scaledobjects/deep`;
    await client.mustRequest(
      "PATCH",
      path,
      { spec: { advanced: { deep: { a: { b: 2 } } } } },
      {
        contentType: "application/merge-patch+json",
      },
    );
    expect((await place.holdfast(["check", "--detailed-exitcode"])).code).toBe(2);
  });
});
