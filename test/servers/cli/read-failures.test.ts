import { beforeAll, describe, expect, it, vi } from "vitest";
import type { CheckReport } from "../../../src/vocabulary/index.ts";
import { applyServerSide, createNamespace, type FaultRule, kubectl, startFaultProxy } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import type { Ran } from "./command-line.ts";
import { documentsOf, MANIFESTS, repositoryOf } from "./repository.ts";
import { Workplace } from "./workplace.ts";

const plane = sharedPlane();
// Each test runs the program several times, and the machine may be busy.
vi.setConfig({ testTimeout: 180_000 });
const TOPICS = /\/kafkatopics$/;
const SCALED = /\/scaledobjects$/;

interface Case {
  readonly trouble: string;
  readonly rules: readonly FaultRule[];
  readonly what: RegExp;
  readonly why: RegExp;
  /** Whether the drift that was made in the ConfigMap can still be seen. Default true. */
  readonly drift?: boolean;
}

const CASES: readonly Case[] = [
  {
    trouble: "403 on one kind",
    rules: [{ fault: { kind: "answer", status: 403 }, match: { path: TOPICS } }],
    what: /KafkaTopic/,
    why: /may not read it \(HTTP 403\)/,
  },
  {
    trouble: "401 on one kind",
    rules: [{ fault: { kind: "answer", status: 401 }, match: { path: TOPICS } }],
    what: /KafkaTopic/,
    why: /does not accept the credentials/,
  },
  {
    trouble: "500 on one kind",
    rules: [{ fault: { kind: "answer", status: 500, message: "etcd is sad" }, match: { path: TOPICS } }],
    what: /KafkaTopic/,
    why: /HTTP 500: etcd is sad/,
  },
  {
    trouble: "429 for longer than anybody waits",
    rules: [{ fault: { kind: "answer", status: 429, retryAfterSeconds: 600 }, match: { path: TOPICS } }],
    what: /KafkaTopic/,
    why: /HTTP 429/,
  },
  {
    trouble: "silence",
    rules: [{ fault: { kind: "stall" }, match: { path: TOPICS } }],
    what: /KafkaTopic/,
    why: /no answer after 10 seconds/,
  },
  {
    trouble: "a connection that is reset",
    rules: [{ fault: { kind: "cut" }, match: { path: TOPICS } }],
    what: /KafkaTopic/,
    why: /connection was reset/,
  },
  {
    trouble: "a list that breaks off",
    rules: [{ fault: { kind: "truncate", bytes: 300 }, match: { path: TOPICS } }],
    what: /KafkaTopic/,
    why: /broke off/,
  },
  {
    trouble: "a CRD that is not installed",
    rules: [{ fault: { kind: "hide-group", group: "kafka.strimzi.io" } }],
    what: /KafkaTopic/,
    why: /does not serve this kind/,
  },
  {
    trouble: "a CRD that goes after discovery",
    rules: [{ fault: { kind: "answer", status: 404 }, match: { path: TOPICS } }],
    what: /KafkaTopic/,
    why: /does not serve it/,
  },
  {
    trouble: "an API group whose server is down",
    rules: [{ fault: { kind: "stale-group", group: "keda.sh" } }],
    what: /ScaledObject/,
    why: /does not answer/,
  },
  {
    trouble: "a list that is no list",
    rules: [{ fault: { kind: "answer", status: 200 }, match: { path: SCALED } }],
    what: /ScaledObject/,
    why: /./,
  },
  {
    trouble: "OpenAPI of one group refused",
    rules: [{ fault: { kind: "answer", status: 403 }, match: { path: "/openapi/v3/apis/keda.sh" } }],
    what: /the schemas of keda\.sh\/v1alpha1/,
    why: /may not read it/,
  },
  {
    trouble: "OpenAPI refused",
    rules: [{ fault: { kind: "answer", status: 403 }, match: { path: "/openapi" } }],
    what: /schemas/,
    why: /may not read it/,
    drift: false,
  },
  {
    trouble: "discovery refused",
    rules: [{ fault: { kind: "answer", status: 403 }, match: { path: /^\/apis$/ } }],
    what: /what the cluster serves/,
    why: /may not read it/,
    drift: false,
  },
  {
    trouble: "an API server that goes in mid-run",
    rules: [{ fault: { kind: "cut" }, match: { path: /^\/(api|apis)\/.*namespaces\// }, after: 2 }],
    what: /./,
    why: /connection was reset/,
    drift: false,
  },
];

describe("cli: what cannot be read", () => {
  let namespace: string;

  beforeAll(async () => {
    namespace = await createNamespace(plane);
    await applyServerSide(plane, { yaml: documentsOf(MANIFESTS), namespace, fieldManager: "argocd-controller" });
    const patch = ["patch", "configmap", "settings", "--namespace", namespace, "--patch"];
    await kubectl(plane, [...patch, JSON.stringify({ data: { mode: "wild" } })]);
  });

  it("is drifted while everything can be read", async () => {
    await using place = await Workplace.open(repositoryOf(MANIFESTS, { plane, namespace }));
    const ran = await place.holdfast(["check", "--output", "json", "--detailed-exitcode"]);
    expect(ran.stderr).toBe("");
    const report = JSON.parse(ran.stdout) as CheckReport;
    expect(report.environments[0]?.findings.map(({ message }) => message)).toEqual([expect.stringContaining("mode")]);
    expect(ran.code).toBe(2);
  });

  it.each(CASES)("makes the verdict unknown: $trouble", async ({ rules, what, why, drift = true }) => {
    await using proxy = await startFaultProxy({ target: plane, rules });
    await using place = await Workplace.open(repositoryOf(MANIFESTS, { plane: proxy.plane, namespace }));
    const check = (...args: string[]): Promise<Ran> => {
      proxy.setRules(rules);
      return place.holdfast(["check", ...args]);
    };
    const json = await check("--output", "json", "--detailed-exitcode");
    expect(json.stderr).toBe("");
    expect(json.code).toBe(3);
    expect(json.seconds).toBeLessThan(30);
    const [environment] = (JSON.parse(json.stdout) as CheckReport).environments;
    expect(environment?.verdict).toBe("unknown");
    expect(environment?.unreadable).toContainEqual(
      expect.objectContaining({ what: expect.stringMatching(what), why: expect.stringMatching(why) }),
    );
    const seen = environment?.findings.some(({ path, kind }) => kind === "changed" && path === "/data/mode") ?? false;
    expect(seen || !drift).toBe(true);
    expect(environment?.findings.filter(({ kind }) => kind === "missing" || kind === "extra")).toEqual([]);

    const text = await check("--detailed-exitcode");
    expect(text.code).toBe(3);
    expect(text.stdout.replaceAll(/\s+/g, " ")).toMatch(what);
    expect(text.stdout.replaceAll(/\s+/g, " ")).toMatch(why);
    expect(text.stdout).toMatch(/unknown/);
    expect(text.stdout).not.toMatch(/in sync|in-sync/);

    const markdown = await check("--output", "markdown");
    expect(markdown.code).toBe(0);
    expect(markdown.stdout).toMatch(what);
    expect(markdown.stdout.replaceAll("\\", "")).toMatch(why);
    expect(markdown.stdout).toMatch(/unknown/);
  });
});
