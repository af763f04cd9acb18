import type { Config } from "../config/index.ts";
import { type Reading, read } from "../vocabulary/index.ts";
import { readAppOfApps } from "./app-of-apps.ts";
import type { Environment } from "./application.ts";
import { readPlain } from "./plain.ts";
import type { EnvironmentRequest } from "./request.ts";

/** The names of the environments, in the order of holdfast.yaml. */
export function environmentNames(config: Config): readonly string[] {
  return config.environments.map(({ name }) => name);
}

/**
 * The applications of an environment, as a tree declares them.
 * A chart of Applications that does not render is a failed reading; an Application that cannot be rendered from this
 * repository is `unsupported` and costs only itself.
 * @throws UserError when a chart or values file that holdfast.yaml names is not in the tree.
 */
export async function readEnvironment(request: EnvironmentRequest): Promise<Reading<Environment>> {
  const { layout } = request.config;
  return layout.kind === "plain" ? read(await readPlain(layout, request)) : readAppOfApps(layout, request);
}
