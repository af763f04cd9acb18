import type { Scrubber } from "../masking/index.ts";
import type { Bases } from "./bases.ts";
import { type Declaration, type DeclarationPorts, type DeclarationRequest, readDeclaration } from "./declaration.ts";
import { type Intent, intentOf } from "./intent.ts";
import { placing } from "./placing.ts";

const NO_BASES: Bases = { renderings: new Map(), failures: [] };

/** What git declares for an environment, read without asking a cluster. Secret values in it are learned. */
export async function readOffline(
  request: DeclarationRequest,
  ports: DeclarationPorts & { readonly scrubber: Scrubber },
): Promise<{ readonly declaration: Declaration; readonly intent: Intent }> {
  const declaration = await readDeclaration(request, ports);
  return { declaration, intent: offlineIntent(declaration, ports.scrubber) };
}

/** What a declaration wants, placed without asking a cluster. Secret values in it are learned. */
export function offlineIntent(declaration: Declaration, scrubber: Scrubber): Intent {
  const intent = intentOf(declaration, NO_BASES, placing(null));
  for (const { object } of intent.declared) scrubber.learn(object);
  return intent;
}
