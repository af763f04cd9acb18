import { readFile } from "node:fs/promises";

/** What idfint runs, as holdfast.yaml has it; operators first, as a person would install them. */
export const APPLICATIONS = [
  { name: "strimzi-operator", chart: "charts/strimzi-operator", namespace: "strimzi" },
  { name: "alert-stream-broker", chart: "charts/alert-stream-broker", namespace: "kafka" },
  {
    name: "strimzi-registry-operator",
    chart: "charts/strimzi-registry-operator",
    namespace: "strimzi-registry-operator",
  },
  { name: "schema-registry", chart: "charts/schema-registry", namespace: "kafka" },
  { name: "alert-stream-simulator", chart: "charts/alert-stream-simulator", namespace: "kafka" },
  { name: "alert-database", chart: "charts/alert-database", namespace: "kafka" },
] as const;

export function valuesOf(environment: string, application: string): Promise<string> {
  return readFile(`environments/${environment}/${application}.yaml`, "utf8");
}
