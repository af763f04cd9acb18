import { UserError } from "../errors/index.ts";
import type { Written } from "../github/index.ts";

/** Tries to write. Where GitHub cannot even be asked, the step fails at its end, once the summary says what was found. */
export async function attempt(what: string, write: () => Promise<readonly Written[]>): Promise<readonly Written[]> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [{ what, outcome: "failed", url: null, id: null, why: error.message.replace(/\.$/, "") }];
  }
}
