/** What must fit together around a schema registry, seen in git alone. */
import type { DeclaredIntent, SystemDifference } from "../../system.ts";
import { declaredRegistries } from "../parts.ts";
import { judgeRegistryAddresses } from "./addresses.ts";
import { judgeApiVersion } from "./api-version.ts";
import { judgeIds } from "./ids.ts";
import { judgeIngresses } from "./ingress.ts";
import { judgeListener } from "./listener.ts";
import { declaredRegistry } from "./registry.ts";
import { judgeSync } from "./sync.ts";
import { judgeTopicShape } from "./topic.ts";
import { judgeUser } from "./user.ts";

export function coupleRegistries(intent: DeclaredIntent): readonly SystemDifference[] {
  const registries = declaredRegistries(intent.declared).map((one) => declaredRegistry(one, intent));
  return [
    ...registries.flatMap((registry) => [
      ...judgeApiVersion(registry, intent),
      ...judgeUser(registry, intent),
      ...judgeListener(registry),
      ...judgeTopicShape(registry, intent),
      ...judgeIngresses(registry, intent),
    ]),
    ...judgeSync(registries, intent),
    ...judgeRegistryAddresses(registries, intent),
    ...judgeIds(intent),
  ];
}
