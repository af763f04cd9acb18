import { describe, expect, it } from "vitest";
import type { HelmParameter } from "../../environments/application.ts";
import { templateArguments } from "./arguments.ts";

function argumentsFor(parameters: readonly HelmParameter[], kubeVersion: string | null = null): string[] {
  const application = {
    name: "web",
    release: "r",
    namespace: "n",
    chart: "charts/web",
    valueFiles: [],
    ignoreMissingValueFiles: false,
    valuesObject: { a: 1 },
    parameters,
    targetRevision: null,
    ignoreDifferences: [],
    declaredIn: null,
    argoCd: true,
  };
  const input = { application, chart: "/c", valueFiles: ["/a.yaml", "/b.yaml"] };
  return templateArguments(input, { kubeVersion, apiVersions: kubeVersion === null ? [] : ["a/v1", "b/v1"] });
}

describe("render/helm/arguments", () => {
  it("puts values files in order, then valuesObject, then parameters", () => {
    const parameter = { name: "p", value: "1", forceString: false };
    expect(argumentsFor([parameter, { ...parameter, forceString: true }])).toEqual(
      "template r /c --namespace n --include-crds --values /a.yaml --values /b.yaml --values - --set p=1 --set-string p=1".split(
        " ",
      ),
    );
  });

  it("passes on capabilities", () => {
    expect(argumentsFor([], "1.33.0").join(" ")).toContain(
      "--kube-version 1.33.0 --api-versions a/v1 --api-versions b/v1",
    );
  });

  it.each([
    ["a,b", "a\\,b"],
    ["a\\,b", "a\\,b"],
    [",a", "\\,a"],
    ["{a,b}", "{a,b}"],
  ])("escapes commas as Argo CD does: %s", (value, escaped) => {
    expect(argumentsFor([{ name: "p", value, forceString: false }]).at(-1)).toBe(`p=${escaped}`);
  });
});
