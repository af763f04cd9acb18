import { describe, expect, it } from "vitest";
import { type Change, edit, evidenceAfter, forget, lose } from "../testing/alert-system.ts";
import { inShort } from "../testing/evidence.ts";
import { registryOperator } from "./index.ts";

type Row = readonly [what: string, change: Change, found: readonly string[]];

const told = (index: number, value: string): Change =>
  edit(
    "Deployment registry-operator",
    ["spec", "template", "spec", "containers", "0", "env", String(index), "value"],
    value,
  );
const variable = (name: string): string => `/spec/template/spec/containers/[name=main]/env/[name=${name}]/value`;

const ROWS: readonly Row[] = [
  ["all is well", () => ({}), []],
  [
    "no Pods",
    edit("Deployment registry-operator", ["status", "conditions"], [{ type: "Available", status: "False" }]),
    ["changed operator Deployment registry-operator /status/conditions (not-ready)"],
  ],
  [
    "the name of another cluster",
    told(0, "other"),
    [
      `changed operator Deployment registry-operator ${variable("SSR_CLUSTER_NAME")} because Deployment registry-operator ${variable("SSR_CLUSTER_NAME")}`,
    ],
  ],
  [
    "a cluster that git declares and is gone",
    lose("Kafka", "alert-broker"),
    [`changed operator Deployment registry-operator ${variable("SSR_CLUSTER_NAME")} because Kafka alert-broker`],
  ],
  [
    "another namespace",
    told(1, "other"),
    [
      `changed operator Deployment registry-operator ${variable("SSR_CLUSTER_NAME")} because Deployment registry-operator ${variable("SSR_CLUSTER_NAME")}`,
      `changed operator StrimziSchemaRegistry schema-registry /metadata/namespace (namespace-not-watched) because Deployment registry-operator ${variable("SSR_NAMESPACE")}`,
    ],
  ],
  ["an operator that is missing", lose("Deployment", "registry-operator"), []],
  ["an operator of another repository", forget("Deployment", "registry-operator"), []],
];

describe("systems/registry-operator", () => {
  it.each(ROWS)("%s", (_, change, found) => {
    const judged = registryOperator.judge?.(evidenceAfter(change));
    expect(inShort(judged ?? { differences: [], failures: [], notes: [] })).toEqual(found);
  });
});
