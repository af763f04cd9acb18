import type { DeclaredIntent } from "../system.ts";

/**
 * True when everything that git declares for a namespace is known, so that what is not there is absent. An application
 * that could not be rendered may declare anything where it deploys; elsewhere nobody expects it to.
 */
export function isWholeIn(namespace: string | undefined, { unrendered }: DeclaredIntent): boolean {
  return unrendered.every((application) => application.namespace !== null && application.namespace !== namespace);
}
