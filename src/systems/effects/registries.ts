import type { Effect } from "../../vocabulary/index.ts";
import type { ObjectChange } from "../system.ts";
import { effect } from "./said.ts";
import { createdBy, isOf, removedBy, titled } from "./sides.ts";

/** A registry that comes or goes. An edit is a risk, told by `weigh`: the operator does not act on it. */
export function foretellRegistry(change: ObjectChange): readonly Effect[] {
  const [created, removed] = [createdBy(change), removedBy(change)];
  const isRegistry = (one: typeof created): boolean => isOf("roundtable.lsst.codes", ["StrimziSchemaRegistry"], one);
  return [
    ...(created !== null && isRegistry(created)
      ? [effect("registry-created", `${titled(created)} is created, and its operator starts a schema registry for it`)]
      : []),
    ...(removed !== null && isRegistry(removed)
      ? [
          effect(
            "registry-removed",
            `${titled(removed)} is no longer declared; where it is pruned, the schema registry goes, and nobody can look up a schema`,
          ),
        ]
      : []),
  ];
}
