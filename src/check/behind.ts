import type { Scrubber } from "../masking/index.ts";
import type { Declared, DeclaredObject } from "../systems/evidence.ts";
import { anyOf, type Cluster } from "./cluster.ts";
import type { Declaration } from "./declaration.ts";
import type { ScopedFailure } from "./desired.ts";
import { type LiveEvidence, NOTHING } from "./evidence.ts";
import type { Parts } from "./parts.ts";
import {
  gatherEvidence,
  judgeSystems,
  type LiveLists,
  type ServiceReadings,
  type WantedList,
} from "./services/index.ts";

export interface BehindOptions {
  readonly declared: Declared;
  readonly lists: LiveLists;
  readonly services: ServiceReadings;
  /** The time at which live state was as it is read. */
  readonly now: Date;
}

/** Lists what systems want to see besides the targets. A failure costs that kind in that namespace. */
export async function listBesides(
  targets: readonly WantedList[],
  { lists, cluster, scrubber }: { lists: LiveLists; cluster: Cluster; scrubber: Scrubber },
): Promise<LiveEvidence> {
  const listed = lists.besides(targets).map(async (list): Promise<ScopedFailure[]> => {
    const reading = await cluster.limit(() => cluster.reader.list(list));
    lists.offer(list, reading);
    if (!reading.ok)
      return [{ failure: reading.failure, application: null, resource: anyOf(list.kind, list.namespace) }];
    for (const object of reading.value) scrubber.learn(object);
    return [];
  });
  return { ...NOTHING, failures: (await Promise.all(listed)).flat() };
}

/** Follows the chain behind the cluster: to the operators, and from there to the services. */
export async function lookBehind(
  { environment, declaration, cluster }: Parts,
  options: BehindOptions,
): Promise<LiveEvidence> {
  const { declared, lists, services, now } = options;
  const { root } = declaration;
  const argoApplications = deployedByArgo(declaration, cluster);
  const gathering = { environment, declared, live: lists, argoApplications, now, root };
  const { evidence, failures } = await gatherEvidence(services, gathering);
  const judged = judgeSystems(evidence);
  return { ...NOTHING, ...judged, failures: [...failures, ...judged.failures] };
}

/** The Application resources of the applications that Argo CD deploys. */
function deployedByArgo({ applications }: Declaration, { argo }: Cluster): readonly DeclaredObject[] {
  return applications.flatMap(({ application: { name, argoCd } }) => {
    const state = argoCd ? argo.get(name) : undefined;
    return state === undefined ? [] : [{ application: name, object: state.object }];
  });
}
