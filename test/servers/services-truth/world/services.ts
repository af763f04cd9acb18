import type { EnvironmentConfig } from "../../../../src/config/index.ts";
import type { Scrubber } from "../../../../src/masking/index.ts";
import { connectRoutes, type KubernetesReader, LateRoutes } from "../../../../src/observe/kubernetes/index.ts";
import { connectServices, type Services } from "../../../../src/observe/services/index.ts";

/** Names both keys of the object store, which takes every pair. */
export const STORE_KEY = "HOLDFAST_TRUTH_KEY";

/** The real readers of the services that holdfast.yaml names, as the command line connects them. */
export function servicesFor(given: {
  readonly root: string;
  readonly environment: EnvironmentConfig;
  readonly kubernetes: KubernetesReader;
  readonly scrubber: Scrubber;
}): Services {
  const { root, environment, kubernetes, scrubber } = given;
  const { services, cluster } = environment;
  const env = { ...process.env, [STORE_KEY]: "truth" };
  const routes = new LateRoutes(() => {
    if (cluster === null) throw new Error("the environment names no cluster");
    return connectRoutes({ cluster, env });
  });
  return connectServices({ root, services, kubernetes, routes, env, learn: (secret) => scrubber.learnText(secret) });
}
