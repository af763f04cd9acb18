import type { KubernetesObject } from "../../vocabulary/index.ts";
import { traceCarriers } from "./carriers.ts";
import { type Laboratory, linksOf } from "./laboratory.ts";
import type { ProbedLeaf } from "./leaves.ts";
import { carrierOf, type Mutation } from "./sentinels.ts";

/** What the search for keys that become data looks at. */
export interface KeySearch {
  readonly objects: readonly KubernetesObject[];
  /** The text of all templates: a key that they name is no data. */
  readonly templates: string;
}

const MOST_RENDERS = 12;

/** Renames keys of maps whose names stand in what is rendered: of maps that templates run over, or write as a whole. */
export async function traceKeys(
  leaves: readonly ProbedLeaf[],
  search: KeySearch,
  laboratory: Laboratory,
): Promise<void> {
  const rendered = JSON.stringify(search.objects).toLowerCase();
  const candidates = leaves.filter((leaf) => leaf.of === "key" && isData(leaf, rendered, search.templates));
  const mutations = candidates.flatMap((leaf) => carrierOf(leaf, laboratory.mint) ?? []);
  const { unclear, hidden } = await traceCarriers(mutations, laboratory);
  await Promise.all([...unclear, ...hidden].slice(0, MOST_RENDERS).map((mutation) => traceKey(mutation, laboratory)));
}

function isData({ path }: ProbedLeaf, rendered: string, templates: string): boolean {
  const key = path.at(-1);
  if (typeof key !== "string" || !rendered.includes(key.toLowerCase())) return false;
  return !templates.includes(`.${key}`) && !templates.includes(`"${key}"`);
}

async function traceKey(mutation: Mutation, laboratory: Laboratory): Promise<void> {
  const probe = await laboratory.bench.probe([mutation]);
  if (probe.outcome === "rendered") {
    laboratory.ledger.link(mutation.leaf, linksOf(probe.effects, mutation, laboratory));
  }
}
