import type { Effect } from "../../vocabulary/index.ts";
import { listed } from "../intent/index.ts";
import { fieldOf, type ObjectChange } from "../system.ts";
import { textOf } from "../workload/index.ts";
import { effect } from "./said.ts";
import { differs, isOf, moved, titled, type Update, updateOf } from "./sides.ts";

const AUTOMATED = ["spec", "syncPolicy", "automated"];

/** What a change of an Argo CD Application does: what it deploys from where, and whether it does so by itself. */
export function foretellApplication(change: ObjectChange): readonly Effect[] {
  const update = updateOf(change);
  if (update === null || !isOf("argoproj.io", ["Application"], update.after)) return [];
  const revision = moved(update, "spec", "source", "targetRevision");
  const words = [
    ...(revision === null ? [] : [`is deployed from ${revision.is} in place of ${revision.was}`]),
    ...automation(update),
  ];
  return words.length === 0 ? [] : [effect("sync-changed", `${titled(update.after)} ${listed(words)}`)];
}

function automation(update: Update): readonly string[] {
  if (!differs(update, ...AUTOMATED)) return [];
  const [was, is] = [update.before, update.after].map((one) => fieldOf(one, ...AUTOMATED) ?? null);
  if (was === null) return ["is synced by itself from now on"];
  if (is === null) return ["is no longer synced by itself"];
  const [prunes, willPrune] = [update.before, update.after].map((one) => textOf(fieldOf(one, ...AUTOMATED, "prune")));
  if ((prunes ?? "false") === (willPrune ?? "false")) return [];
  return [
    willPrune === "true" ? "deletes what git no longer declares" : "no longer deletes what git no longer declares",
  ];
}
