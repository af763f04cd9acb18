import { describe, expect, it } from "vitest";
import { createScrubber } from "../../masking/index.ts";
import { intentOf } from "../../systems/testing/intent.ts";
import type { JsonObject, KubernetesObject } from "../../vocabulary/index.ts";
import { resourceOf } from "../../vocabulary/index.ts";
import type { ResourceChange } from "../sides.ts";
import { fieldChanges, reviewedResources } from "./index.ts";

const OLD = Buffer.from("hunter2-hunter2").toString("base64");
const NEW = Buffer.from("correct-horse-battery").toString("base64");

function object(title: string, rest: JsonObject, annotations: JsonObject = {}): KubernetesObject {
  const [apiVersion = "", kind = "", name = ""] = title.split(" ");
  return { apiVersion, kind, metadata: { name, namespace: "kafka", annotations }, ...rest } as KubernetesObject;
}

function changed(before: KubernetesObject | null, after: KubernetesObject | null): ResourceChange {
  const one = after ?? before;
  if (one === null) throw new Error("one side at least");
  const whole = after === null ? { path: [], before: one } : { path: [], after: one };
  const fields = before === null || after === null ? [whole] : fieldChanges(before, after);
  return { application: "web", resource: resourceOf(one), formerly: null, before, after, template: null, fields };
}

function reviewed(before: KubernetesObject | null, after: KubernetesObject | null) {
  const scrubber = createScrubber();
  for (const side of [before, after]) if (side !== null) scrubber.learn(side);
  scrubber.learn(object("v1 Secret known", { data: { a: OLD, b: NEW } }));
  const change = {
    before: intentOf(before === null ? [] : [before]),
    after: intentOf(after === null ? [] : [after]),
  };
  return reviewedResources([changed(before, after)], { change, scrubber });
}

describe("review/changes/reviewed", () => {
  it.each([
    {
      what: "another value",
      old: { data: { a: OLD, b: "eA==" } },
      now: { data: { a: NEW, b: "eA==" } },
      fields: [{ path: "/data/a", before: "*** (before)", after: "*** (after)" }],
    },
    {
      what: "a short one, and a new key",
      old: { stringData: { a: "x" } },
      now: { stringData: { a: "y", b: "z" } },
      fields: [
        { path: "/stringData/a", before: "*** (before)", after: "*** (after)" },
        { path: "/stringData/b", after: "*** (after)" },
      ],
    },
    {
      what: "all values at once",
      old: {},
      now: { data: { a: NEW } },
      fields: [{ path: "/data", after: { a: "*** (after)" } }],
    },
    {
      what: "another type, which is no secret",
      old: { type: "Opaque" },
      now: { type: "x" },
      fields: [{ path: "/type", before: "Opaque", after: "x" }],
    },
  ])("masks a Secret that has $what", ({ old, now, fields }) => {
    const [one] = reviewed(object("v1 Secret s", old), object("v1 Secret s", now));
    expect(one?.fields.map(({ keyedPath: _keyed, ...field }) => field)).toEqual(fields);
  });

  it("masks the copy that a client keeps in an annotation", () => {
    const kept = { "kubectl.kubernetes.io/last-applied-configuration": '{"data":{"a":"short"}}' };
    const [one] = reviewed(object("v1 Secret s", {}), object("v1 Secret s", {}, kept));
    expect(JSON.stringify(one)).not.toContain("short");
  });

  it("shows a new object whole, without the values of a Secret", () => {
    const [one] = reviewed(null, object("v1 Secret s", { data: { a: NEW, b: "eA==" } }));
    expect(one).toMatchObject({ change: "added", system: "secrets", formerly: null });
    expect(one?.fields).toEqual([
      {
        path: "",
        keyedPath: "",
        after: {
          apiVersion: "v1",
          kind: "Secret",
          metadata: { name: "s", namespace: "kafka", annotations: {} },
          data: { a: "*** (masked)", b: "*** (masked)" },
        },
      },
    ]);
  });

  it("hides a Secret's value in any other object, and says where that hides the change", () => {
    const [one] = reviewed(
      object("v1 ConfigMap c", { data: { line: "password=hunter2-hunter2", other: "a" } }),
      object("v1 ConfigMap c", { data: { line: "password=correct-horse-battery", other: "b" } }),
    );
    expect(one?.fields).toEqual([
      { path: "/data/line", keyedPath: "/data/line", before: "password=*** (before)", after: "password=*** (after)" },
      { path: "/data/other", keyedPath: "/data/other", before: "a", after: "b" },
    ]);
  });

  it("hides it in the sentence of an effect", () => {
    const workload = (image: string): KubernetesObject =>
      object("apps/v1 Deployment web", {
        spec: { template: { spec: { containers: [{ name: "main", image: `registry/${image}` }] } } },
      });
    const [one] = reviewed(workload("hunter2-hunter2:1"), workload("correct-horse-battery:2"));
    expect(one?.effects.map(({ message }) => message)).not.toEqual([]);
    expect(JSON.stringify(one)).not.toMatch(/hunter2|horse/);
  });
});
