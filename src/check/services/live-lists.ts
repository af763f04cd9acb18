import type { Discovery, ServedKind } from "../../observe/kubernetes/port.ts";
import type { Declared, LiveKind, LiveObjects } from "../../systems/evidence.ts";
import { SYSTEMS } from "../../systems/index.ts";
import { type KubernetesObject, type Reading, read, unread } from "../../vocabulary/index.ts";

/** One LIST that systems want, in the version that the cluster serves. */
export interface WantedList {
  readonly kind: ServedKind;
  readonly namespace: string | null;
}

/** The LISTs that the systems want, each once; a kind that the cluster does not serve needs none. */
export function listsOf(declared: Declared, { kinds }: Discovery): readonly WantedList[] {
  const wanted = new Map(
    SYSTEMS.flatMap((system) => system.lists?.(declared) ?? []).map((kind) => [keyOf(kind), kind]),
  );
  return [...wanted.values()].flatMap(({ group, kind, namespace }) => {
    const served = kinds.find((one) => one.group === group && one.kind === kind && one.verbs.includes("list"));
    return served === undefined ? [] : [{ kind: served, namespace: served.namespaced ? namespace : null }];
  });
}

/** What is never taken for empty although no LIST was made of it. */
export interface Gaps {
  readonly isExcluded?: (list: WantedList) => boolean;
  /** API groups that could not be asked what they serve. */
  readonly unknownGroups?: ReadonlySet<string>;
}

/** Keeps the live objects that systems want to see; everything else is let go as soon as it is compared. */
export class LiveLists implements LiveObjects {
  readonly #wanted: ReadonlyMap<string, WantedList>;
  readonly #isExcluded: (list: WantedList) => boolean;
  readonly #unknownGroups: ReadonlySet<string>;
  readonly #readings = new Map<string, Reading<readonly KubernetesObject[]>>();

  constructor(wanted: readonly WantedList[], { isExcluded = () => false, unknownGroups = new Set() }: Gaps = {}) {
    this.#wanted = new Map(wanted.map((list) => [keyOfList(list), list]));
    this.#isExcluded = isExcluded;
    this.#unknownGroups = unknownGroups;
  }

  /** What is wanted besides these LISTs, which are made anyway. */
  besides(made: readonly WantedList[]): readonly WantedList[] {
    const keys = new Set(made.map(keyOfList));
    return [...this.#wanted.values()].filter((list) => !keys.has(keyOfList(list)) && !this.#isExcluded(list));
  }

  /** Keeps a reading where it is wanted. */
  offer(list: WantedList, reading: Reading<readonly KubernetesObject[]>): void {
    if (this.#wanted.has(keyOfList(list))) this.#readings.set(keyOfList(list), reading);
  }

  of(kind: LiveKind): Reading<readonly KubernetesObject[]> {
    const reading = this.#readings.get(keyOf(kind));
    if (reading !== undefined) return reading;
    const isOpen = this.#wanted.has(keyOf(kind)) || this.#unknownGroups.has(kind.group);
    return isOpen ? unread("not-served", kind.kind, "it was not listed") : read([]);
  }
}

function keyOfList({ kind, namespace }: WantedList): string {
  return keyOf({ group: kind.group, kind: kind.kind, namespace });
}

function keyOf({ group, kind, namespace }: LiveKind): string {
  return `${group}/${kind}/${namespace ?? ""}`;
}
