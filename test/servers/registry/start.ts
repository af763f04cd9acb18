import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitFor } from "../kube/client/wait-for.ts";
import { freePorts } from "../kube/plane/ports.ts";
import { ProcessGroup } from "../kube/plane/process-group.ts";
import { registryProgram } from "./program.ts";
import { send } from "./send.ts";
import { type RegistryAccess, RegistryServer } from "./server.ts";

export interface RegistryOptions {
  /** Lets only this account in. */
  readonly basic?: { readonly username: string; readonly password: string };
  /** Serves HTTPS with these PEM files. The one of the certificate ends with the authority that signed it. */
  readonly tls?: { readonly certificate: string; readonly key: string };
}

/**
 * Starts a schema registry of its own (AxonOps v0.2.1) on a free loopback port; new schemas must be BACKWARD compatible.
 * @throws Error when it cannot be had or does not get ready.
 */
export async function startRegistry(options: RegistryOptions = {}): Promise<RegistryServer> {
  const program = await registryProgram(process.env, (line) => process.stderr.write(`${line}\n`));
  const folder = await mkdtemp(join(tmpdir(), "holdfast-registry-"));
  const processes = new ProcessGroup(folder);
  const [port = 0] = await freePorts(1);
  try {
    const file = join(folder, "registry.json");
    await writeFile(file, JSON.stringify(configuration(port, options)));
    const access = await accessTo(port, options);
    processes.start({ name: "registry", program, args: ["-config", file] });
    await waitFor(
      async () => {
        await processes.assertRunning();
        return answers(access);
      },
      { what: "the schema registry to answer" },
    );
    return new RegistryServer(access, processes);
  } catch (error) {
    await processes.stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

function configuration(port: number, { basic, tls }: RegistryOptions): unknown {
  const bootstrap = { enabled: true, ...basic, email: "test@example.org" };
  return {
    server: { host: "127.0.0.1", port },
    storage: { type: "memory" },
    compatibility: { default_level: "BACKWARD" },
    security: {
      ...(tls && { tls: { enabled: true, cert_file: tls.certificate, key_file: tls.key } }),
      ...(basic && { auth: { enabled: true, methods: ["basic"], bootstrap } }),
    },
  };
}

/** @throws Error when there is no certificate. */
async function accessTo(port: number, { basic, tls }: RegistryOptions): Promise<RegistryAccess> {
  const login = basic && Buffer.from(`${basic.username}:${basic.password}`).toString("base64");
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    headers: login === undefined ? {} : { authorization: `Basic ${login}` },
    ca: tls && (await readFile(tls.certificate, "utf8")),
  };
}

/** A server whose certificate has expired is ready too: it is meant to be refused. */
async function answers({ url, headers = {}, ca }: RegistryAccess): Promise<boolean> {
  return send(`${url}/subjects`, { method: "GET", headers, ca }).then(
    ({ status }) => status === 200,
    (error: NodeJS.ErrnoException) => error.code === "CERT_HAS_EXPIRED",
  );
}
