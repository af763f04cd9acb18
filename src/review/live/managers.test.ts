import { expect, it } from "vitest";
import type { CheckPorts } from "../../check/index.ts";
import { parseConfig } from "../../config/index.ts";
import { type KubernetesObject, resourceOf } from "../../vocabulary/index.ts";
import type { EnvironmentEvidence, ResourceChange } from "../sides.ts";
import { managerCollisions } from "./managers.ts";

const OBJECT: KubernetesObject = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "web", namespace: "web" } };
const CHANGE: ResourceChange = {
  application: "web",
  resource: resourceOf(OBJECT),
  formerly: null,
  before: OBJECT,
  after: OBJECT,
  template: null,
  fields: [{ path: ["data", "a"], before: "1", after: "2" }],
};

/** Counts connections; there is no cluster behind them. */
async function connections(exclude: string): Promise<number> {
  const layout =
    "layout: { plain: { values: '{environment}', applications: [{ name: web, chart: c, namespace: web }] } }";
  const text = `schemaVersion: 1\n${layout}\nenvironments: [{ name: dev }]\nexclude: [${exclude}]\n`;
  const config = parseConfig({ text, file: "/holdfast.yaml" });
  const [environment] = config.environments;
  let count = 0;
  const ports = {
    now: () => new Date("2026-11-24T08:00:00Z"),
    connect: async () => {
      count += 1;
      throw new Error("no cluster");
    },
  } as unknown as CheckPorts;
  const evidence = { changes: [CHANGE], sides: { environment } } as unknown as EnvironmentEvidence;
  await managerCollisions(evidence, { config }, ports).catch(() => []);
  return count;
}

it.each([
  ["", 1],
  ["{ kind: Secret, reason: not ours }", 1],
  ["{ kind: ConfigMap, reason: not ours }", 0],
  ["{ kind: ConfigMap, reason: not ours, expires: 2026-11-01 }", 1],
])("review/live/managers: with exclude: [%s] the cluster is asked %i times", async (exclude, times) => {
  expect(await connections(exclude)).toBe(times);
});
