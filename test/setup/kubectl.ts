import { unpackTool } from "../../src/render/helm/development-dependency.ts";

/** The kubectl that the development dependencies ship: the oracle of how a cluster reads YAML. */
export async function locateKubectl(): Promise<string> {
  const path = await unpackTool({ dependency: "helm-4", tool: "kubectl", from: [import.meta.dirname] });
  if (path === null) throw new Error("the development dependency helm-4 is not installed; run npm ci on Linux x86-64");
  return path;
}
