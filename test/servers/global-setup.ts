import type { TestProject } from "vitest/node";
import { kafkaClassPath } from "./kafka/assets.ts";
import { type PlaneAddress, startControlPlane } from "./kube/index.ts";
import { motoPython } from "./objectstore/program.ts";
import { apicurioProgram } from "./registry/apicurio.ts";
import { registryProgram } from "./registry/program.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** One API server for each worker. */
    planes: readonly PlaneAddress[];
  }
}

/** On a new machine programs are fetched and built for minutes, for which no test has the time. */
async function prepareServers(): Promise<void> {
  const progress = (line: string): void => void process.stderr.write(`${line}\n`);
  for (const prepare of [kafkaClassPath, registryProgram, apicurioProgram, motoPython]) {
    await prepare(process.env, progress);
  }
}

/** Starts an API server for each worker before the first test of the project `servers` and stops them after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await prepareServers();
  await using planes = new AsyncDisposableStack();
  const addresses: PlaneAddress[] = [];
  for (let worker = 1; worker <= project.config.maxWorkers; worker += 1)
    addresses.push(addressOf(planes.use(await startControlPlane())));
  project.provide("planes", addresses);
  const kept = planes.move();
  return () => kept.disposeAsync();
}

/** Only plain data reaches the test workers. */
function addressOf(plane: PlaneAddress): PlaneAddress {
  const { url, ca, certificate, kubeconfig, tokens, ports, pids, folder, startSeconds } = plane;
  return { url, ca, certificate, kubeconfig, tokens, ports, pids, folder, startSeconds };
}
