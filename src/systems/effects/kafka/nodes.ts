import type { Effect } from "../../../vocabulary/index.ts";
import { weighStorage } from "../../changes/storage.ts";
import { rolesOf } from "../../intent/index.ts";
import { STRIMZI } from "../../kafka-kinds.ts";
import { clusterLabelOf } from "../../strimzi/index.ts";
import { fieldOf } from "../../system.ts";
import { objectsIn, textOf } from "../../workload/index.ts";
import { effect } from "../said.ts";
import { differs, titled, touches, type Update } from "../sides.ts";

/** Brokers and controllers that come and go with the size of their pool. Strimzi moves no partition to new ones by itself. */
export function foretellNodes(update: Update): readonly Effect[] {
  if (!differs(update, "spec", "replicas")) return [];
  const [was, is] = [update.before, update.after].map((pool) => fieldOf(pool, "spec", "replicas"));
  if (typeof was !== "number" || typeof is !== "number") return [];
  const goes = `${titled(update.after)} goes from ${was} nodes to ${is}`;
  if (!haveRole("broker", update)) return haveRole("controller", update) ? fewerControllers({ goes, was, is }) : [];
  if (is > was) {
    const idle = hasAutoRebalance(update) ? "" : ", which hold nothing until somebody moves partitions to them";
    return [effect("nodes-added", `${goes}, so Strimzi adds ${count(is - was, "broker")}${idle}`)];
  }
  const statement = `${goes}, so Strimzi removes ${count(was - is, "broker")}, and refuses to while they hold partitions`;
  return [effect("nodes-removed", statement)];
}

/** Volumes that grow, where Strimzi does not ignore every change of them; new ones restart the nodes. */
export function foretellVolumes(update: Update): readonly Effect[] {
  const path = ["spec", "storage"];
  if (!differs(update, ...path)) return [];
  const one = { application: "", object: update.after };
  if (weighStorage({ before: { ...one, object: update.before }, after: one }, path).length > 0) return [];
  const [was, is] = [sizesIn(update.before), sizesIn(update.after)];
  const pool = titled(update.after);
  const grown = [...is].flatMap(([id, size]) => {
    const old = was.get(id);
    const isTouched = touches(update, ...path, "volumes", { item: id }) || touches(update, ...path, "size");
    return old === undefined || old === size || !isTouched ? [] : [`volume ${id} from ${old} to ${size}`];
  });
  const added = [...is.keys()].filter((id) => !was.has(id) && touches(update, ...path, "volumes", { item: id }));
  return [
    ...grown.map((what) => effect("volumes-grow", `${pool} grows ${what} on each of its nodes, for good`)),
    ...(added.length === 0 || was.size === 0
      ? []
      : [effect("brokers-roll", `${pool} gets volume ${added.join(", ")}, so its nodes restart one after the other`)]),
  ];
}

function fewerControllers({ goes, was, is }: { goes: string; was: number; is: number }): readonly Effect[] {
  if (is >= was) return [];
  const statement = `${goes}, so ${count(was - is, "controller")} fewer vote in the quorum that keeps the metadata of Kafka`;
  return [effect("nodes-removed", statement)];
}

function haveRole(role: string, { before, after }: Update): boolean {
  return [before, after].every((object) => rolesOf({ application: "", object }).includes(role));
}

function hasAutoRebalance({ after, change }: Update): boolean {
  return change.after.declared
    .of(STRIMZI, "Kafka")
    .some(
      ({ object }) =>
        object.metadata.name === clusterLabelOf(after) &&
        (fieldOf(object, "spec", "cruiseControl", "autoRebalance") ?? null) !== null,
    );
}

/** Sizes of persistent volumes by their ids. */
function sizesIn(pool: Update["after"]): ReadonlyMap<string, string> {
  const storage = objectsIn([fieldOf(pool, "spec", "storage")]);
  const volumes = storage.flatMap((one) => (one["type"] === "jbod" ? objectsIn(one["volumes"]) : [one]));
  return new Map(
    volumes.flatMap((volume) => {
      const size = textOf(volume["size"]);
      return size === null ? [] : [[textOf(volume["id"]) ?? "0", size] as const];
    }),
  );
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
