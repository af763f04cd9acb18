import type { Config, EnvironmentConfig } from "../config/index.ts";
import type { Tree } from "../git/index.ts";
import type { KubernetesObject, Reading } from "../vocabulary/index.ts";
import type { Application } from "./application.ts";

/** What an app of apps needs of the renderer: the manifests of one chart. */
export interface ApplicationRenderer {
  render(application: Application, tree: Tree): Promise<Reading<RenderedApplications>>;
}

/** The manifests of a chart, each with the template that Helm says it comes from: `name/templates/a.yaml`. */
export interface RenderedApplications {
  readonly objects: readonly { readonly object: KubernetesObject; readonly template: string | null }[];
}

export interface EnvironmentRequest {
  readonly config: Config;
  readonly environment: EnvironmentConfig;
  readonly tree: Tree;
  readonly renderer: ApplicationRenderer;
}
