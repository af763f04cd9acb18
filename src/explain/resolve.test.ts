import { describe, expect, it } from "vitest";
import type { Json } from "../vocabulary/index.ts";
import { parsePath } from "./query.ts";
import { resolvePath } from "./resolve.ts";

const OBJECT: Json = {
  spec: {
    config: { "retention.ms": 1, "segment.ms": 4, retention: { ms: 2 }, "a.b": { "c.d": 3 } },
    containers: [
      { name: "web", image: "x" },
      { name: "log", image: "y" },
    ],
    args: ["-v", "-q"],
  },
};
const LOG = { index: 1, key: { name: "log" } };

describe("explain/resolve", () => {
  it.each([
    ["", []],
    ["spec.config.retention.ms", ["spec", "config", "retention", "ms"]],
    ['spec.config["retention.ms"]', ["spec", "config", "retention.ms"]],
    ["spec.config.segment.ms", ["spec", "config", "segment.ms"]],
    ["spec.config.a.b.c.d", ["spec", "config", "a.b", "c.d"]],
    ["/spec/config/retention/ms", ["spec", "config", "retention", "ms"]],
    ["spec.containers[1].image", ["spec", "containers", LOG, "image"]],
    ["/spec/containers/1/image", ["spec", "containers", LOG, "image"]],
    ["/spec/containers/[name=log]/image", ["spec", "containers", LOG, "image"]],
    ["spec.containers.log.image", ["spec", "containers", LOG, "image"]],
    ["spec.args[1]", ["spec", "args", { index: 1, key: null }]],
  ])("finds %s", (text, expected) => {
    expect(resolvePath(OBJECT, parsePath(text))).toEqual(expected);
  });

  it.each(["spec.nothing", "spec.args[2]", "/spec/containers/[name=x]", "spec.args[1].x", "spec.config.retention.s"])(
    "does not find %s",
    (text) => {
      expect(resolvePath(OBJECT, parsePath(text))).toBeNull();
    },
  );
});
