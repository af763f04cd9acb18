import { basename } from "node:path";
import { isJsonObject, type JsonObject } from "../../vocabulary/index.ts";
import type { Chart } from "./chart.ts";
import type { Change, Changes } from "./mirror.ts";
import type { DependencyPlan } from "./plan.ts";

const MARKER = "holdfastMissingDependency";
const STUB_VERSION = "0.0.0";

/** Where the archives of dependencies lie that were fetched, by the dependency's name. */
export type Archives = ReadonlyMap<string, string>;

/**
 * The changes that let a chart render: local dependencies linked into `charts/`, fetched ones too, and a stub for each
 * remote one that was not. Helm drops a stub that the values switch off (by condition or tags) as it would drop the
 * real chart; one that stays says so in the output, see `missingDependencies`.
 */
export function withDependencies(plan: DependencyPlan, archives: Archives): Changes {
  const changes = new Map<string, Change>([
    ["Chart.lock", "left-out"],
    ["requirements.yaml", "left-out"],
    ["requirements.lock", "left-out"],
  ]);
  for (const [name, folder] of plan.local) changes.set(`charts/${name}`, { link: folder });
  const stubs = new Set<string>();
  for (const { name } of plan.remote) {
    const archive = archives.get(name);
    if (archive !== undefined) changes.set(`charts/${basename(archive)}`, { link: archive });
    else addStub(name, stubs, changes);
  }
  changes.set("Chart.yaml", { text: JSON.stringify(withStubVersions(plan.chart.metadata, stubs)) });
  return changes;
}

/** The same without anything that could fail to render: only the stubs and the values that switch them remain. */
export function onlySwitches(plan: DependencyPlan, archives: Archives): Changes {
  const changes = new Map<string, Change>(withDependencies(plan, archives));
  for (const entry of ["templates", "crds", "values.schema.json"]) changes.set(entry, "left-out");
  for (const [name, folder] of plan.local) {
    changes.delete(`charts/${name}`);
    changes.set(`charts/${name}/Chart.yaml`, { link: `${folder}/Chart.yaml` });
    changes.set(`charts/${name}/values.yaml`, { link: `${folder}/values.yaml` });
  }
  return changes;
}

/** The remote dependencies that a rendering needs: those whose stub was rendered. */
export function missingDependencies(output: string): Set<string> {
  return new Set([...output.matchAll(new RegExp(`^${MARKER}: (\\S+)$`, "gm"))].flatMap(([, name]) => name ?? []));
}

/** True when the chart renders where it lies. */
export function isComplete(plan: DependencyPlan): boolean {
  return plan.local.size === 0 && plan.remote.length === 0;
}

function addStub(name: string, stubs: Set<string>, changes: Map<string, Change>): void {
  stubs.add(name);
  const metadata = { apiVersion: "v2", name, version: STUB_VERSION };
  changes.set(`charts/${name}/Chart.yaml`, { text: JSON.stringify(metadata) });
  changes.set(`charts/${name}/templates/missing.yaml`, { text: `${MARKER}: ${name}\n` });
}

/** A stub must fit the version that is asked for: Helm takes no notice of conditions for a chart that does not. */
function withStubVersions(metadata: Chart["metadata"], stubs: ReadonlySet<string>): JsonObject {
  const dependencies = Array.isArray(metadata["dependencies"]) ? metadata["dependencies"] : [];
  return {
    ...metadata,
    dependencies: dependencies.map((one) =>
      isJsonObject(one) && typeof one["name"] === "string" && stubs.has(one["name"])
        ? { ...one, version: STUB_VERSION }
        : one,
    ),
  };
}
