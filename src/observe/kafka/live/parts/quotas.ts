import { describeClientQuotasV1 } from "@platformatic/kafka";
import type { ClientQuota } from "../../state.ts";
import { byText } from "../byte-order.ts";
import { KafkaFailure } from "../failure.ts";
import type { Part } from "./part.ts";

/** Quotas of every kind of entity, defaults included: an empty filter that is not strict matches all. @throws KafkaFailure */
export async function readQuotas({ cluster, deadline }: Part): Promise<readonly ClientQuota[]> {
  const ask = () => cluster.any((link) => link.platformatic(describeClientQuotasV1.api, [], false), deadline);
  const { entries } = await ask();
  const quotas = (entries ?? []).map(({ entity, values }) => ({
    entity: entity.map(({ entityType, entityName }) => ({ type: entityKind(entityType), name: entityName ?? null })),
    values: Object.fromEntries(values.map(({ key, value }) => [key, value])),
  }));
  return quotas.sort(byText);
}

type EntityKind = ClientQuota["entity"][number]["type"];

function entityKind(type: string): EntityKind {
  if (type === "user" || type === "client-id" || type === "ip") return type;
  throw new KafkaFailure({
    reason: "unsupported",
    why: `the cluster has quotas for an unknown kind of entity, ${type}`,
    passes: false,
  });
}
