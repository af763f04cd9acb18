/** What Kubernetes itself does with a change, whichever part of the system the object is. */
import type { Effect } from "../../../vocabulary/index.ts";
import type { ObjectChange } from "../../system.ts";

/** What follows from a change for every kind of Kubernetes' own. */
export function foretellKubernetes(_change: ObjectChange): readonly Effect[] {
  return [];
}
