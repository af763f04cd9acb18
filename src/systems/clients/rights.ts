import type { DeclaredObject } from "../evidence.ts";
import { coupling, type DeclaredKafka, type Right, rightsLacking } from "../intent/index.ts";
import type { SystemDifference } from "../system.ts";

export interface Needs {
  readonly kafka: DeclaredKafka;
  readonly rights: readonly Right[];
  /** Who needs it: `Deployment replay`. */
  readonly who: string;
}

/** The ACLs of a KafkaUser give what whoever logs in as it needs. One finding names everything that is lacking. */
export function judgeRights(user: DeclaredObject, { kafka, rights, who }: Needs): readonly SystemDifference[] {
  const lacking = rightsLacking(user.object, rights, kafka);
  if (lacking.length === 0) return [];
  const statement = `KafkaUser ${user.object.metadata.name} may not ${listed(lacking)}, which ${who} needs; add it to its ACLs`;
  return [coupling({ reason: "missing-access", one: user, path: ["spec", "authorization", "acls"], statement })];
}

function listed(rights: readonly Right[]): string {
  const byThing = Map.groupBy(rights, ({ type, name }) => `${type} ${name}`);
  return [...byThing]
    .map(([thing, of]) => `${[...new Set(of.map(({ operation }) => operation))].join(", ")} ${thing}`)
    .join(" and ");
}
