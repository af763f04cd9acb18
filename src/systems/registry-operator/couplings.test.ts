import { describe, expect, it } from "vitest";
import { couplingsOf, type Edit, every, intentOf, put, without } from "../testing/intent.ts";
import { wholeSystem } from "../testing/services-intent.ts";
import { registryOperator } from "./index.ts";

const OPERATOR = "Deployment registry-operator";
const ENV = "spec/template/spec/containers/0/env";
const clusterIs = (name: string) => put(OPERATOR, `${ENV}/0/value`, name);
const namespaceIs = (name: string) => put(OPERATOR, `${ENV}/1/value`, name);

type Row = readonly [what: string, edit: Edit, found: readonly string[], unrendered?: readonly string[]];

const ROWS: readonly Row[] = [
  ["everything fits", (all) => all, []],
  [
    "a cluster that is not there",
    clusterIs("alerts"),
    [
      `registry-operator-cluster: ${OPERATOR} /spec/template/spec/containers/[name=main]/env/[name=SSR_CLUSTER_NAME]/value`,
    ],
  ],
  [
    "a namespace where the cluster is not",
    namespaceIs("sasquatch"),
    [
      `registry-operator-cluster: ${OPERATOR} /spec/template/spec/containers/[name=main]/env/[name=SSR_NAMESPACE]/value`,
    ],
  ],
  ["a cluster in a namespace that is not all known", clusterIs("alerts"), [], ["kafka"]],
  ["another unrendered namespace", clusterIs("alerts"), ["registry-operator-cluster"], ["keda"]],
  ["no Kafka in git at all", every(clusterIs("alerts"), without("Kafka alert-broker")), []],
  [
    "a registry in another namespace",
    put("StrimziSchemaRegistry schema-registry", "metadata/namespace", "schemas"),
    ["registry-not-served: StrimziSchemaRegistry schema-registry /metadata/namespace"],
  ],
  [
    "a registry in another namespace, where another operator may be",
    put("StrimziSchemaRegistry schema-registry", "metadata/namespace", "schemas"),
    [],
    ["strimzi-registry-operator"],
  ],
  [
    "a registry elsewhere, and no operator in git",
    every(without(OPERATOR), put("StrimziSchemaRegistry schema-registry", "metadata/namespace", "schemas")),
    [],
  ],
];

describe("systems/registry-operator/couplings", () => {
  it.each(ROWS)("%s", (...[, edit, found, unrendered = []]: Row) => {
    const lines = couplingsOf(registryOperator.couple?.(intentOf(edit(wholeSystem()), unrendered)) ?? []);
    expect(lines).toEqual(found.map((line) => expect.stringContaining(line)));
  });
});
