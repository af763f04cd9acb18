import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { KubeClient } from "../client/kube-client.ts";
import { waitFor } from "../client/wait-for.ts";
import type { ProcessGroup } from "./process-group.ts";

export interface Startup {
  readonly folder: string;
  readonly url: string;
  readonly token: string;
  readonly processes: ProcessGroup;
}

const READY_WITHIN_MS = 90_000;

/**
 * Waits for `/readyz` and gives the PEM of the authority that the server made for itself.
 * @throws Error when a program ends or the server does not get ready.
 */
export async function waitUntilReady({ folder, url, token, processes }: Startup): Promise<string> {
  const options = { what: `${url} to be ready`, timeoutMs: READY_WITHIN_MS, everyMs: 50 };
  return waitFor(async () => {
    await processes.assertRunning();
    const ca = await readFile(join(folder, "certs", "apiserver.crt"), "utf8").catch(() => "");
    if (!ca.endsWith("-----END CERTIFICATE-----\n")) return null;
    using client = new KubeClient({ url, ca, token });
    const answer = await client.request("GET", "/readyz").catch(() => null);
    return answer?.status === 200 ? ca : null;
  }, options);
}
