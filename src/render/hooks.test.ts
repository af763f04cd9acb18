import { describe, expect, it } from "vitest";
import { hookOf } from "./hooks.ts";

const HELM = "helm.sh/hook";
const ARGO = "argocd.argoproj.io/hook";

describe("render/hooks", () => {
  it.each([
    ["no annotation", {}, null],
    ["Helm's", { [HELM]: "pre-install, post-upgrade" }, { by: "helm", phases: ["pre-install", "post-upgrade"] }],
    ["a Helm test", { [HELM]: "test" }, { by: "helm", phases: ["test"] }],
    ["Helm 2's crd-install", { [HELM]: "crd-install" }, null],
    ["Argo CD's", { [ARGO]: "Sync" }, { by: "argo-cd", phases: ["Sync"] }],
    ["both", { [HELM]: "test", [ARGO]: "PostSync" }, { by: "argo-cd", phases: ["PostSync"] }],
    ["an empty one", { [HELM]: "" }, null],
  ])("recognises %s", (_, annotations, hook) => {
    expect(hookOf({ apiVersion: "v1", kind: "A", metadata: { name: "a", annotations } })).toEqual(hook);
  });
});
