import { risk } from "../changes/risk.ts";
import { flagPath } from "../intent/index.ts";
import type { Change, DeclaredIntent, SystemDifference } from "../system.ts";
import { flagOf } from "../workload/index.ts";
import { type Ingester, ingestersIn } from "./parts.ts";

/** Flags that say where the archive is, and how a sentence names what they say. */
const STORES = {
  "--gcp-project": "project",
  "--endpoint-url": "object store",
  "--gcp-bucket-alerts": "bucket of alerts",
  "--bucket-alerts": "bucket of alerts",
  "--gcp-bucket-schemas": "bucket of schemas",
  "--bucket-schemas": "bucket of schemas",
};

/** What a change of the ingester does to the archive. */
export function weighAlertDatabase({ before, after }: Change): readonly SystemDifference[] {
  return onlyOnes(after).flatMap((now) => {
    const was = onlyOnes(before).find(({ object }) => object.metadata.namespace === now.object.metadata.namespace);
    return was === undefined ? [] : [...weighName(was, now), ...weighStores(was, now), ...weighGroup(was, now)];
  });
}

/** Names that embed the chart's version change with it; without pruning the old Deployment runs on. */
function weighName(was: Ingester, now: Ingester): readonly SystemDifference[] {
  const [old, name] = [was.object.metadata.name, now.object.metadata.name];
  if (old === name) return [];
  const statement = `Deployment ${old} becomes ${name}, so two ingesters share the work until the old one is deleted, which Argo CD does only where it prunes; delete it with this change`;
  return [risk({ reason: "ingester-renamed", one: now, path: ["metadata", "name"], statement })];
}

/** What is archived stays where it was, and the server no longer finds it. */
function weighStores(was: Ingester, now: Ingester): readonly SystemDifference[] {
  return Object.entries(STORES).flatMap(([flag, what]) => {
    const [old, value] = [flagOf(was.container, flag), flagOf(now.container, flag)];
    if (old === null || value === null || old === value) return [];
    const statement = `Deployment ${now.object.metadata.name} goes from ${what} ${old} to ${value}, so what was archived before is no longer found; copy it first`;
    return [risk({ reason: "archive-moved", one: now, path: flagPath(now.container, flag), statement })];
  });
}

/** A new group knows no offsets: it begins anew, and skips or archives twice what lies between. */
function weighGroup(was: Ingester, now: Ingester): readonly SystemDifference[] {
  const flag = "--kafka-group";
  const [old, value] = [flagOf(was.container, flag), flagOf(now.container, flag)];
  if (old === value) return [];
  const statement = `Deployment ${now.object.metadata.name} goes from consumer group ${old ?? "of its own"} to ${value ?? "its own"}, which knows no offsets, so alerts may be skipped or archived twice; set the offsets of the new group first`;
  return [risk({ reason: "group-changed", one: now, path: flagPath(now.container, flag), statement })];
}

/** Ingesters that are the only one in their namespace; which of several became which cannot be told. */
function onlyOnes({ declared }: DeclaredIntent): readonly Ingester[] {
  const byNamespace = Map.groupBy(ingestersIn(declared), ({ object }) => object.metadata.namespace);
  return [...byNamespace.values()].flatMap((all) => (all.length === 1 ? all : []));
}
