import { coupling } from "../../intent/index.ts";
import type { DeclaredIntent, SystemDifference } from "../../system.ts";
import { containersOf, objectsIn } from "../../workload/index.ts";
import type { DeclaredRegistry } from "./registry.ts";

/**
 * The registry operator reads the Kafka resource by the API version that the registry names, which must be served.
 * Strimzi serves `v1` since 0.49 and `v1beta2` until 1.0 (its CHANGELOG).
 */
export function judgeApiVersion(registry: DeclaredRegistry, intent: DeclaredIntent): readonly SystemDifference[] {
  const { strimziVersion, name } = registry;
  const [version, another] = strimziVersions(intent);
  if (version === undefined || another !== undefined) return [];
  const served = servedBy(version);
  if (served.includes(strimziVersion)) return [];
  const statement = `StrimziSchemaRegistry ${name} reads Kafka as ${strimziVersion}, which Strimzi ${version.join(".")} does not serve; set strimziVersion to ${served.at(-1)}`;
  return [coupling({ reason: "registry-api-version", one: registry, path: ["spec", "strimziVersion"], statement })];
}

type Version = readonly [major: number, minor: number];

/** The versions of the Cluster Operators that git declares, by the tag of their image. */
function strimziVersions({ declared }: DeclaredIntent): readonly Version[] {
  return declared.of("apps", "Deployment").flatMap(({ object }) =>
    containersOf(object).flatMap(({ spec, image }): Version[] => {
      const isOperator = objectsIn(spec["env"]).some((variable) => variable["name"] === "STRIMZI_NAMESPACE");
      const [, major, minor] = /:v?(\d+)\.(\d+)\.\d+/.exec(image ?? "") ?? [];
      return isOperator && major !== undefined ? [[Number(major), Number(minor)]] : [];
    }),
  );
}

function servedBy([major, minor]: Version): readonly string[] {
  if (major >= 1) return ["v1"];
  return minor >= 49 ? ["v1beta2", "v1"] : ["v1beta2"];
}
