import { inject } from "vitest";
import type { PlaneAddress } from "./kube/index.ts";

/**
 * The API server that test files of one worker share, one after the other; files that run at the same time see each
 * other's in nothing. Make a namespace of your own in it.
 */
export function sharedPlane(): PlaneAddress {
  const worker = Number(process.env["VITEST_POOL_ID"]);
  const plane = inject("planes")[worker - 1];
  if (plane === undefined) throw new Error(`worker ${worker} has no API server`);
  return plane;
}
