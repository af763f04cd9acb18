import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Definitions, definitionsOf, readDefinitionFiles } from "../../../src/lint/crd/index.ts";
import { clientOf, createNamespace, type KubeClient, waitFor } from "../kube/index.ts";
import { CONSTRAINT_CASES } from "./constraint-cases.ts";
import { RULE_CASES } from "./rule-cases.ts";
import { disagreements, offlineVerdict, serverVerdict } from "./verdicts.ts";

const plane = inject("plane");
const CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
const NAMES = ["constraints", "rules"];

describe("crd-offline", () => {
  let client: KubeClient;
  let definitions: Definitions;
  let namespace: string;

  beforeAll(async () => {
    client = clientOf(plane);
    definitions = definitionsOf([], await readDefinitionFiles(import.meta.dirname, ["crds"]));
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

  it.each([...CONSTRAINT_CASES, ...RULE_CASES])("agrees with the API server on $name", async ({ object }) => {
    const path = `/apis/${object.apiVersion}/namespaces/${namespace}/${object.kind.toLowerCase()}s`;
    const server = await serverVerdict(client, object, path);
    const offline = offlineVerdict(object, definitions);
    expect(disagreements(offline, server)).toEqual([]);
  });
});
