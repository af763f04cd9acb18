import { describe, expect, it } from "vitest";
import type { HelmParameter } from "../../environments/application.ts";
import { templateArguments } from "./arguments.ts";

const APPLICATION = {
  name: "web",
  release: "r",
  namespace: "n",
  chart: "charts/web",
  valueFiles: [],
  ignoreMissingValueFiles: false,
  valuesObject: { a: 1 },
  parameters: [],
  targetRevision: null,
  ignoreDifferences: [],
  declaredIn: null,
  argoCd: true,
};

function argumentsFor(parameters: readonly HelmParameter[], kubeVersion: string | null = null): string[] {
  const input = { application: { ...APPLICATION, parameters }, chart: "/c", valueFiles: ["/a.yaml", "/b.yaml"] };
  return templateArguments(input, { kubeVersion, apiVersions: kubeVersion === null ? [] : ["a/v1", "b/v1"] });
}

describe("render/helm/arguments", () => {
  it("puts values files in order, then valuesObject, then parameters", () => {
    const parameter = { name: "p", value: "1", forceString: false };
    expect(argumentsFor([parameter, { ...parameter, forceString: true }])).toEqual(
      "template --namespace n --include-crds --values /a.yaml --values /b.yaml --values - --set p=1 --set-string p=1 -- r /c".split(
        " ",
      ),
    );
  });

  it("takes a release for no option, whatever it looks like", () => {
    expect(argumentsFor([]).slice(-3)).toEqual(["--", "r", "/c"]);
  });

  it("quotes a values file whose name would be two for Helm", () => {
    const file = '/tree/x,/home/"ada"/.docker/config.json';
    const input = { application: APPLICATION, chart: "/c", valueFiles: [file] };
    const given = templateArguments(input, { kubeVersion: null, apiVersions: [] });
    expect(given[given.indexOf("--values") + 1]).toBe('"/tree/x,/home/""ada""/.docker/config.json"');
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
    expect(argumentsFor([{ name: "p", value, forceString: false }]).at(-4)).toBe(`p=${escaped}`);
  });
});
