import type { Effect } from "../../../vocabulary/index.ts";
import type { ObjectChange } from "../../system.ts";
import { effect } from "../said.ts";
import { createdBy, differs, isOf, removedBy, titled, updateOf } from "../sides.ts";

/** Who may reach whom. A Pod that some policy selects is reached only by what a policy lets in. */
export function foretellNetwork(change: ObjectChange): readonly Effect[] {
  if (!isOf("networking.k8s.io", ["NetworkPolicy"], change.after ?? change.before)) return [];
  const [removed, created, update] = [removedBy(change), createdBy(change), updateOf(change)];
  if (update !== null) {
    const isSame = !differs(update, "spec");
    const statement = `${titled(update.after)} changes whom its Pods may reach, or who may reach them`;
    return isSame ? [] : [effect("network-changed", statement)];
  }
  return [
    ...(removed === null
      ? []
      : [
          effect(
            "network-changed",
            `${titled(removed)} is no longer declared; where it is pruned, its Pods are open to all, unless another policy selects them`,
          ),
        ]),
    ...(created === null
      ? []
      : [
          effect(
            "network-changed",
            `${titled(created)} is new, so its Pods are limited to what policies allow, whatever reached them before`,
          ),
        ]),
  ];
}
