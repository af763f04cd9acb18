import type { TestProject } from "vitest/node";
import { type PlaneAddress, startControlPlane } from "./kube/index.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The API server that all tests of a run share; make a namespace of your own in it. */
    plane: PlaneAddress;
  }
}

/** Starts the API server before the first test of the project `servers` and stops it after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const plane = await startControlPlane();
  project.provide("plane", addressOf(plane));
  return () => plane.stop();
}

/** Only plain data reaches the test workers. */
function addressOf(plane: PlaneAddress): PlaneAddress {
  const { url, ca, certificate, kubeconfig, tokens, ports, pids, folder, startSeconds } = plane;
  return { url, ca, certificate, kubeconfig, tokens, ports, pids, folder, startSeconds };
}
