import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Discovery, ServedKind } from "../../../src/observe/kubernetes/index.ts";
import { discoverKinds } from "../../../src/observe/kubernetes/live/discovery.ts";
import type { Getter } from "../../../src/observe/kubernetes/live/transport.ts";
import { clientOf, waitFor } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import { Lab } from "./lab.ts";
import { TOPICS } from "./topics.ts";

const plane = sharedPlane();

function sorted({ kinds }: Discovery): ServedKind[] {
  const plain = kinds.map((kind) => ({ ...kind, verbs: kind.verbs.toSorted() }));
  return plain.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** The real server, asked as by a client that knows no aggregated discovery. */
function classicGetter(): Getter {
  const client = clientOf(plane);
  return {
    async get(path) {
      const { status, body } = await client.request("GET", path);
      return { kind: "answer", status, retryAfter: null, body: JSON.parse(JSON.stringify(body)) };
    },
  };
}

describe("observe/kubernetes/discovery", () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await Lab.open();
  });

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  it("finds built-in kinds and those of CRDs with two requests", async () => {
    const reader = await lab.connect(plane, { context: "nobody" });
    const discovery = await reader.discover();
    if (!discovery.ok) throw new Error(discovery.failure.why);
    expect(discovery.value.failures).toEqual(new Map());
    const find = (group: string, kind: string) =>
      discovery.value.kinds.find((each) => each.group === group && each.kind === kind);
    expect(find("kafka.strimzi.io", "KafkaTopic")).toMatchObject({
      ...TOPICS,
      verbs: expect.arrayContaining(["list"]),
    });
    expect(find("", "Namespace")).toMatchObject({ plural: "namespaces", namespaced: false });
    expect(find("apps", "Deployment")).toMatchObject({ version: "v1", namespaced: true });
    expect(reader.requests()).toEqual({ lists: 0, others: 2 });
  });

  it("finds the same in the classic way, which servers before 1.26 know only", async () => {
    const reader = await lab.connect(plane);
    const aggregated = await reader.discover();
    const classic = await discoverKinds(classicGetter());
    if (!aggregated.ok || !classic.ok) throw new Error("not discovered");
    expect(sorted(classic.value)).toEqual(sorted(aggregated.value));
  });

  it("names groups whose own API server is down, and knows the rest: half a group, a whole group", async () => {
    using client = clientOf(plane);
    const services = [
      ["half.example.test", "v9"],
      ["dead.example.test", "v1"],
    ] as const;
    await client.mustRequest("POST", CRDS, customResource("half.example.test"));
    try {
      for (const [group, version] of services)
        await client.mustRequest("POST", API_SERVICES, deadService(group, version));
      const discovery = await waitFor(
        async () => {
          const reading = await (await lab.connect(plane)).discover();
          return reading.ok && reading.value.failures.size === 2 && knowsThing(reading.value) && reading.value;
        },
        { what: "two stale groups" },
      );
      expect([...discovery.failures.keys()].toSorted()).toEqual(["dead.example.test", "half.example.test"]);
      expect(discovery.failures.get("dead.example.test")).toMatch(/version v1 does not answer/);
      expect(discovery.kinds.some(({ kind }) => kind === "Deployment")).toBe(true);
      const classic = await discoverKinds(classicGetter());
      expect(classic.ok && [...classic.value.failures.keys()]).toEqual(expect.arrayContaining(["dead.example.test"]));
    } finally {
      for (const [group, version] of services) await client.request("DELETE", `${API_SERVICES}/${version}.${group}`);
      await client.request("DELETE", `${CRDS}/things.half.example.test`);
    }
  });
});

const CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

function customResource(group: string): object {
  const schema = { openAPIV3Schema: { type: "object" } };
  const names = { kind: "Thing", plural: "things" };
  const versions = [{ name: "v1", served: true, storage: true, schema }];
  return { metadata: { name: `things.${group}` }, spec: { group, names, scope: "Cluster", versions } };
}

function knowsThing({ kinds }: Discovery): boolean {
  return kinds.some(({ kind, version }) => kind === "Thing" && version === "v1");
}

const API_SERVICES = "/apis/apiregistration.k8s.io/v1/apiservices";

function deadService(group: string, version: string): object {
  return {
    metadata: { name: `${version}.${group}` },
    spec: {
      group,
      version,
      groupPriorityMinimum: 100,
      versionPriority: 10,
      insecureSkipTLSVerify: true,
      service: { name: "there-is-none", namespace: "default" },
    },
  };
}
