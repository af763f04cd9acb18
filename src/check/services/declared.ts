import type { Declared, DeclaredObject } from "../../systems/evidence.ts";
import { resourceKey, resourceOf } from "../../vocabulary/index.ts";
import type { Intent } from "../intent.ts";

/** What git declares, as the systems look it up. */
export function declaredOf({ declared }: Intent): Declared {
  const objects = declared.map(
    ({ application, object }): DeclaredObject => ({ application: application.name, object }),
  );
  const byKind = Map.groupBy(objects, ({ object }) => kindKey(resourceOf(object)));
  const applications = new Map(
    objects.map(({ application, object }) => [resourceKey(resourceOf(object)), application]),
  );
  return {
    objects,
    of: (group, kind) => byKind.get(kindKey({ group, kind })) ?? [],
    applicationOf: (key) => applications.get(key) ?? null,
  };
}

function kindKey({ group, kind }: { readonly group: string; readonly kind: string }): string {
  return `${group}/${kind}`;
}
