import type { Tree } from "../git/port.ts";
import type { DependencyPlan } from "./dependencies/index.ts";
import type { TemplateInput } from "./helm/arguments.ts";

/** An application's chart on its way to Helm. */
export interface ChartJob {
  readonly input: TemplateInput;
  readonly plan: DependencyPlan;
  readonly tree: Tree;
}
