import { readFile, rm, writeFile } from "node:fs/promises";
import { dump, load } from "js-yaml";
import type { DemoServers } from "./services.ts";

interface Written {
  environments: { name: string; services?: Record<string, unknown> }[];
}

/** The example's holdfast.yaml with the addresses of the test servers in place of idfint's; removed when disposed. */
export async function localConfig(
  servers: DemoServers,
  environment: string,
): Promise<AsyncDisposable & { file: string }> {
  const { kafka, registry, store, health } = servers;
  const written = load(await readFile("holdfast.yaml", "utf8")) as Written;
  const own = written.environments.find(({ name }) => name === environment);
  if (own?.services === undefined) throw new Error(`holdfast.yaml names no services of ${environment}`);
  const [declared] = own.services["schemaRegistries"] as { url?: string; serviceProxy?: unknown }[];
  const { serviceProxy: _, ...registryConfig } = declared ?? {};
  own.services = {
    ...own.services,
    kafka: [
      {
        ...{ cluster: "alert-broker", namespace: "kafka" },
        bootstrap: kafka.brokers("plaintext").map(({ host, port }) => `${host}:${port}`),
      },
    ],
    schemaRegistries: [{ ...registryConfig, url: registry.url }],
    objectStore: { ...(own.services["objectStore"] as object), endpoint: store.endpoint, region: "us-east-1" },
    alertDatabase: { url: health.url },
  };
  const file = "holdfast-of-the-recording.yaml";
  await writeFile(file, dump(written));
  return { file, [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}
