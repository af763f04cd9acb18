import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Definitions, definitionsOf, readDefinitionFiles } from "../../../src/lint/crd/index.ts";
import { clientOf, createNamespace, type KubeClient, waitFor } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import { CONSTRAINT_CASES } from "./constraint-cases.ts";
import { NEIGHBOUR_CASES } from "./neighbour-cases.ts";
import { RULE_CASES } from "./rule-cases.ts";
import { disagreements, offlineVerdict, serverVerdict } from "./verdicts.ts";

const plane = sharedPlane();
const CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
/** This test's own CRDs, and those that every test's API server has. */
const FOLDERS = ["crd-offline/crds", "kube/crds"];
const PLURALS: Readonly<Record<string, string>> = { StrimziSchemaRegistry: "strimzischemaregistries" };
const NAMES = ["constraints", "rules"];

describe("crd-offline", () => {
  let client: KubeClient;
  let definitions: Definitions;
  let namespace: string;

  beforeAll(async () => {
    client = clientOf(plane);
    definitions = definitionsOf([], await readDefinitionFiles(join(import.meta.dirname, ".."), FOLDERS));
    namespace = await createNamespace(plane);
    for (const name of NAMES) {
      const yaml = await readFile(join(import.meta.dirname, "crds", `${name}.yaml`), "utf8");
      await client.mustRequest("POST", CRDS, yaml, { contentType: "application/yaml" });
      const path = `/apis/crd-offline.test/v1/${name}?limit=1`;
      await waitFor(async () => (await client.request("GET", path)).status === 200, { what: `${name} to be served` });
    }
  });

  afterAll(async () => {
    for (const name of NAMES) await client.request("DELETE", `${CRDS}/${name}.crd-offline.test`);
    client.close();
  });

  const cases = [...CONSTRAINT_CASES, ...RULE_CASES, ...NEIGHBOUR_CASES];

  it.each(cases)("agrees with the API server on $name", async ({ name, object }) => {
    const plural = PLURALS[object.kind] ?? `${object.kind.toLowerCase()}s`;
    const path = `/apis/${object.apiVersion}/namespaces/${namespace}/${plural}`;
    const server = await serverVerdict(client, object, path);
    const offline = offlineVerdict(object, definitions);
    expect(disagreements(offline, server)).toEqual([]);
    expect(offline.unjudged.length > 0).toBe(name.includes("not judged"));
  });
});
