import { coupling, flagPath } from "../../intent/index.ts";
import type { SystemDifference } from "../../system.ts";
import { flagOf } from "../../workload/index.ts";
import type { Ingester, Program } from "../parts.ts";

/** What both programs must be told alike, and how a sentence names it. */
const SHARED_FLAGS = [
  { flag: "--gcp-project", what: "project" },
  { flag: "--endpoint-url", what: "object store" },
  { flag: "--gcp-bucket-alerts", what: "bucket of alerts" },
  { flag: "--bucket-alerts", what: "bucket of alerts" },
  { flag: "--gcp-bucket-schemas", what: "bucket of schemas" },
  { flag: "--bucket-schemas", what: "bucket of schemas" },
] as const;

const PAIRS = [
  ["--gcp-bucket-alerts", "--gcp-bucket-schemas"],
  ["--bucket-alerts", "--bucket-schemas"],
] as const;

/** The server reads where an ingester writes, and schemas lie apart from alerts. */
export function judgeStores(ingesters: readonly Ingester[], servers: readonly Program[]): readonly SystemDifference[] {
  return [...servers.flatMap((server) => judgeServer(server, ingesters)), ...ingesters.flatMap(judgeSharing)];
}

function judgeServer(server: Program, ingesters: readonly Ingester[]): readonly SystemDifference[] {
  const { name, namespace } = server.object.metadata;
  const near = ingesters.filter(({ object }) => object.metadata.namespace === namespace);
  return SHARED_FLAGS.flatMap(({ flag, what }) => {
    const own = storeAt(server, flag);
    const told = near.flatMap((ingester) => storeAt(ingester, flag) ?? []);
    if (own === null || told.length === 0 || told.includes(own)) return [];
    const statement = `Deployment ${name} serves from ${what} ${own}, but the ingester writes to ${[...new Set(told)].join(", ")}; name the same for both`;
    return [coupling({ reason: "store-mismatch", one: server, path: flagPath(server.container, flag), statement })];
  });
}

/** Without the slash at the end of an address, which means nothing. */
function storeAt({ container }: Program, flag: string): string | null {
  return flagOf(container, flag)?.replace(/\/$/, "") ?? null;
}

/** Rules that delete old alerts would delete schemas with them. */
function judgeSharing(ingester: Ingester): readonly SystemDifference[] {
  const { container, object } = ingester;
  return PAIRS.flatMap(([alerts, schemas]) => {
    const bucket = flagOf(container, alerts);
    if (bucket === null || bucket !== flagOf(container, schemas)) return [];
    const statement = `Deployment ${object.metadata.name} keeps alerts and schemas in one bucket, ${bucket}, so a rule that deletes old alerts may delete schemas; give schemas a bucket of their own`;
    return [coupling({ reason: "shared-bucket", one: ingester, path: flagPath(container, schemas), statement })];
  });
}
