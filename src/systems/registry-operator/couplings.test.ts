import { describe, expect, it } from "vitest";
import { couplingsOf, type Edit, every, intentOf, put, without } from "../testing/intent.ts";
import { wholeSystem } from "../testing/services-intent.ts";
import { registryOperator } from "./index.ts";

const OPERATOR = "Deployment registry-operator";
const ENV = "spec/template/spec/containers/0/env";
const clusterIs = (name: string) => put(OPERATOR, `${ENV}/0/value`, name);
const namespaceIs = (name: string) => put(OPERATOR, `${ENV}/1/value`, name);

type Row = readonly [what: string, edit: Edit, found: readonly string[]];

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
  ["no Kafka in git at all", every(clusterIs("alerts"), without("Kafka alert-broker")), []],
  [
    "a registry in another namespace",
    put("StrimziSchemaRegistry schema-registry", "metadata/namespace", "schemas"),
    ["registry-not-served: StrimziSchemaRegistry schema-registry /metadata/namespace"],
  ],
  [
    "a registry elsewhere, and no operator in git",
    every(without(OPERATOR), put("StrimziSchemaRegistry schema-registry", "metadata/namespace", "schemas")),
    [],
  ],
];

const ELSEWHERE = put("StrimziSchemaRegistry schema-registry", "metadata/namespace", "schemas");

describe("systems/registry-operator/couplings", () => {
  it.each(ROWS)("%s", (_, edit, found) => {
    const lines = couplingsOf(registryOperator.couple?.(intentOf(edit(wholeSystem()))) ?? []);
    expect(lines).toEqual(found);
  });

  it.each([
    ["a cluster where not all is known", clusterIs("alerts"), "kafka", 0],
    ["a cluster, when something else is not known", clusterIs("alerts"), "keda", 1],
    ["a registry that another operator may serve", ELSEWHERE, "strimzi-registry-operator", 0],
  ])("%s", (...[, edit, namespace, count]) => {
    expect(registryOperator.couple?.(intentOf(edit(wholeSystem()), [namespace]))).toHaveLength(count);
  });
});
