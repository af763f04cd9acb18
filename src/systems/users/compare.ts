import { type Difference, resourceOf } from "../../vocabulary/index.ts";
import type { SystemDifference } from "../system.ts";
import { compareAcls } from "./acls.ts";
import type { UserContext } from "./context.ts";
import type { DeclaredUser } from "./declared-user.ts";
import { compareQuotas } from "./quotas.ts";
import { compareScram } from "./scram.ts";

/** Why a difference is there or what will become of it, the same for all of a user. */
export type Fate = Pick<Difference, "cause" | "undoneBy">;

/** Compares one live KafkaUser with what Kafka knows of its principal. */
export function compareUser(user: DeclaredUser, context: UserContext): SystemDifference[] {
  const { application } = user.standing;
  const fate = fateOf(user, context);
  const found = [...compareScram(user, context), ...compareAcls(user, context), ...compareQuotas(user, context)];
  return found.map((difference) => ({ application, difference: { ...fate, ...difference } }));
}

function fateOf({ standing: { broken, object } }: DeclaredUser, { poisoned }: UserContext): Fate {
  if (broken !== null) return { cause: { resource: resourceOf(object), path: broken.path } };
  return poisoned ? {} : { undoneBy: "user-operator" };
}
