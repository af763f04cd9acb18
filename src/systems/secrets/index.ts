/** Secrets and what declares them, whichever part uses them. */
import type { Declared, LiveKind } from "../evidence.ts";
import { kindsOf, unique } from "../found.ts";
import { isSecretKind } from "../names.ts";
import type { System } from "../system.ts";
import { coupleSecrets } from "./couplings.ts";
import { judgeSecrets } from "./judge.ts";
import { makersIn } from "./makers.ts";
import { referencesIn } from "./references.ts";

export const secrets: System = {
  name: "secrets",
  owns: isSecretKind,
  lists: listsOfSecrets,
  judge: judgeSecrets,
  couple: coupleSecrets,
};

/** Secrets where something refers to one, and what makes them there. */
function listsOfSecrets(declared: Declared): readonly LiveKind[] {
  const namespaces = unique(
    referencesIn(declared).map(({ namespace }) => namespace),
    (namespace) => namespace,
  );
  return [
    ...namespaces.flatMap((namespace) => [
      { group: "", kind: "Secret", namespace },
      ...kindsOf(makersIn(declared, namespace)),
    ]),
    ...kindsOf(declared.of("ricoberger.de", "VaultSecret")),
  ];
}
