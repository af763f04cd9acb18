import { resourceKey } from "../../vocabulary/index.ts";
import type { Effect } from "./effects.ts";
import { halves } from "./halves.ts";
import { type Laboratory, linksOf } from "./laboratory.ts";
import { type ProbedLeaf, startsWith } from "./leaves.ts";
import type { Mutation } from "./sentinels.ts";

const MOST_RENDERS = 8;

/**
 * Empties texts and numbers by which templates may decide: what then comes or goes depends on them too. All at once,
 * and in halves only where more moves than what these leaves are known to move.
 */
export async function traceConditions(leaves: readonly ProbedLeaf[], laboratory: Laboratory): Promise<void> {
  const asked = leaves.filter((leaf) => decides(leaf, laboratory) && laboratory.ledger.outcomeOf(leaf) === "moves");
  const queue = [asked.map((leaf): Mutation => ({ leaf, to: typeof leaf.value === "number" ? 0 : "", tokens: [] }))];
  for (let renders = 0; renders < MOST_RENDERS; renders++) {
    const group = queue.shift() ?? [];
    if (group.length === 0) return;
    const probe = await laboratory.bench.probe(group);
    const news = probe.outcome === "rendered" ? unknownOf(probe.effects, group, laboratory) : [];
    if (probe.outcome === "rendered" && news.length === 0) continue;
    if (group.length > 1) queue.push(...halves(group));
    else for (const one of group) laboratory.ledger.link(one.leaf, linksOf(news, one, laboratory));
  }
}

function decides({ path, of, value }: ProbedLeaf, { words }: Laboratory): boolean {
  const key = path.at(-1);
  const full = (typeof value === "string" && value !== "") || (typeof value === "number" && value !== 0);
  return of === "value" && full && typeof key === "string" && words.deciding.has(key);
}

/** The effects at fields that none of the group is known to move. */
function unknownOf(effects: readonly Effect[], group: readonly Mutation[], { ledger }: Laboratory): Effect[] {
  const links = group.flatMap(({ leaf }) => ledger.linksOf(leaf));
  const known = Map.groupBy(links, ({ resource }) => resourceKey(resource));
  return effects.filter(({ field }) => {
    const same = known.get(resourceKey(field.resource)) ?? [];
    return !same.some(({ path }) => startsWith(field.path, path));
  });
}
