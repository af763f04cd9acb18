import { type Declaration, declaredOf, type Intent } from "../check/index.ts";
import type { EnvironmentConfig } from "../config/config.ts";
import type { DeclaredIntent } from "../systems/system.ts";

/** What git alone says about an environment, as systems look at it. */
export function declaredIntentOf(
  { name, services }: EnvironmentConfig,
  { declaration, intent }: { readonly declaration: Declaration; readonly intent: Intent },
): DeclaredIntent {
  // A document that is no manifest may have declared anything, too.
  const broken = declaration.applications.filter(({ rendering }) => rendering.failures.length > 0);
  return {
    environment: name,
    declared: declaredOf(intent),
    unrendered: [
      ...declaration.unrendered.map(({ name, namespace }) => ({ name, namespace })),
      ...broken.map(({ application }) => ({ name: application.name, namespace: application.namespace })),
      // Without a list of applications, the environment itself stands for all of them.
      ...declaration.failures.flatMap(({ application }) => (application === null ? [{ name, namespace: null }] : [])),
    ],
    services,
  };
}
