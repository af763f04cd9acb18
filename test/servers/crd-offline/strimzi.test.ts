import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Definitions, definitionsOf, readDefinitionFiles } from "../../../src/lint/crd/index.ts";
import { type StrimziVersion, strimziCrds } from "../kube/assets/strimzi.ts";
import { type ControlPlane, clientOf, createNamespace, type KubeClient, startControlPlane } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import { strimziCases } from "./strimzi-cases.ts";
import { disagreements, offlineVerdict, serverVerdict } from "./verdicts.ts";

const PLURALS: Readonly<Record<string, string>> = { Kafka: "kafkas" };

async function definitionsOfStrimzi(version: StrimziVersion): Promise<Definitions> {
  const folder = await strimziCrds({ version, env: process.env, progress: () => {} });
  return definitionsOf([], await readDefinitionFiles(folder, ["."]));
}

interface World {
  readonly client: KubeClient;
  readonly namespace: string;
  readonly definitions: Definitions;
}

/** Both verdicts on one of Strimzi's objects, as lines where they differ. */
async function differing(
  { client, namespace, definitions }: World,
  { object }: { object: Parameters<typeof offlineVerdict>[0] },
) {
  const plural = PLURALS[object.kind] ?? `${object.kind.toLowerCase()}s`;
  const server = await serverVerdict(client, object, `/apis/${object.apiVersion}/namespaces/${namespace}/${plural}`);
  const offline = offlineVerdict(object, definitions);
  return { lines: disagreements(offline, server), unjudged: offline.unjudged };
}

describe("crd-offline/strimzi", () => {
  describe("1.2.0", () => {
    let world: World;

    beforeAll(async () => {
      const plane = sharedPlane();
      const namespace = await createNamespace(plane);
      world = { client: clientOf(plane), namespace, definitions: await definitionsOfStrimzi("1.2.0") };
    });

    afterAll(() => world.client.close());

    it.each([...strimziCases("v1"), ...strimziCases("v1beta2").slice(0, 1)])(
      "agrees with the API server on $name",
      async (one) => expect(await differing(world, one)).toEqual({ lines: [], unjudged: [] }),
    );
  });

  describe("0.51.0", () => {
    let plane: ControlPlane;
    let world: World;

    beforeAll(async () => {
      plane = await startControlPlane({ crds: ["strimzi-0.51.0"] });
      const namespace = await createNamespace(plane);
      world = { client: clientOf(plane), namespace, definitions: await definitionsOfStrimzi("0.51.0") };
    });

    afterAll(async () => {
      world.client.close();
      await plane.stop();
    });

    it.each(strimziCases("v1beta2"))("agrees with the API server on $name", async (one) =>
      expect(await differing(world, one)).toEqual({ lines: [], unjudged: [] }),
    );
  });
});
