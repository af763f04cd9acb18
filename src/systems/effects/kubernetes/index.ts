/** What Kubernetes itself and its common companions do with a change, whichever part of the system the object is. */
import { hookOf } from "../../../render/hooks.ts";
import type { Effect } from "../../../vocabulary/index.ts";
import type { ObjectChange } from "../../system.ts";
import { type Update, updateOf } from "../sides.ts";
import { foretellCertificate } from "./certificates.ts";
import { foretellConfigUse } from "./config-use.ts";
import { foretellImages } from "./images.ts";
import { foretellIngress } from "./ingresses.ts";
import { foretellNetwork } from "./networks.ts";
import { foretellPods } from "./pods.ts";
import { foretellRefusal } from "./refused.ts";
import { foretellJobs, foretellRemovals, foretellVersions } from "./removals.ts";
import { foretellRights } from "./rights.ts";
import { foretellReplicas, foretellScaling } from "./scale.ts";
import { foretellService } from "./services.ts";

type Foretell<T> = (change: T) => readonly Effect[];

/** What is said of every change, whatever it does to the object. */
const OF_CHANGES: readonly Foretell<ObjectChange>[] = [
  foretellRemovals,
  foretellJobs,
  foretellVersions,
  foretellImages,
  foretellScaling,
  foretellIngress,
  foretellRights,
  foretellNetwork,
];

/** What is said of an object that is updated in place. */
const OF_UPDATES: readonly Foretell<Update>[] = [
  foretellPods,
  foretellReplicas,
  foretellConfigUse,
  foretellService,
  foretellCertificate,
];

/** What follows from a change for kinds that any part of a system may have. Of what is refused, nothing else follows. */
export function foretellKubernetes(change: ObjectChange): readonly Effect[] {
  const update = updateOf(change);
  // A hook is deleted and made anew each time.
  const refused = update === null || hookOf(update.after) !== null ? [] : foretellRefusal(update);
  if (refused.length > 0) return refused;
  return [
    ...(update === null ? [] : OF_UPDATES.flatMap((foretell) => foretell(update))),
    ...OF_CHANGES.flatMap((foretell) => foretell(change)),
  ];
}
