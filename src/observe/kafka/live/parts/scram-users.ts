import { describeUserScramCredentialsV0 } from "@platformatic/kafka";
import type { ScramUser } from "../../state.ts";
import { byName } from "../byte-order.ts";
import { accept } from "../failure.ts";
import { scramMechanism } from "../names.ts";
import type { Part } from "./part.ts";

/** @throws KafkaFailure */
export async function readScramUsers({ cluster, deadline }: Part): Promise<readonly ScramUser[]> {
  const ask = () => cluster.any((link) => link.platformatic(describeUserScramCredentialsV0.api, []), deadline);
  const { results } = await ask();
  const users = results.map(({ user, errorCode, credentialInfos }) => {
    accept(errorCode);
    const credentials = credentialInfos.map(({ mechanism, iterations }) => ({
      mechanism: scramMechanism(mechanism),
      iterations,
    }));
    return { name: user, credentials };
  });
  return users.sort(byName);
}
