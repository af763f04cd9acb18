import { resourceKey } from "../../vocabulary/index.ts";
import type { Effect } from "./effects.ts";
import { halves } from "./halves.ts";
import { type Laboratory, linksOf } from "./laboratory.ts";
import { type ProbedLeaf, startsWith } from "./leaves.ts";
import type { Mutation } from "./sentinels.ts";
import { partsOf } from "./together.ts";

const MOST_RENDERS = 12;

/**
 * Empties texts and numbers by which templates may decide: what then comes or goes depends on them too. All at once,
 * and in halves only where more moves than what these leaves are known to move.
 */
export async function traceConditions(leaves: readonly ProbedLeaf[], laboratory: Laboratory): Promise<void> {
  const asked = leaves.filter((leaf) => decides(leaf, laboratory) && laboratory.ledger.outcomeOf(leaf) === "moves");
  const search: Search = { promising: [asked.map(emptied)], refused: [] };
  for (let renders = 0; renders < MOST_RENDERS; renders++) {
    const group = search.promising.shift() ?? search.refused.shift() ?? [];
    if (group.length === 0) return;
    await tryGroup(group, search, laboratory);
  }
}

/** Groups to try yet: those in which more moved than is known, and those that the chart refused as a whole. */
interface Search {
  readonly promising: Mutation[][];
  readonly refused: Mutation[][];
}

function emptied(leaf: ProbedLeaf): Mutation {
  return { leaf, to: typeof leaf.value === "number" ? 0 : "", tokens: [] };
}

async function tryGroup(group: readonly Mutation[], search: Search, laboratory: Laboratory): Promise<void> {
  const probe = await laboratory.bench.probe(group);
  if (probe.outcome !== "rendered") {
    if (group.length > 1) search.refused.push(...partsOf(group, probe.why, laboratory));
    return;
  }
  const news = unknownOf(probe.effects, group, laboratory);
  if (news.length === 0) return;
  if (group.length > 1) search.promising.push(...halves(group));
  else for (const one of group) laboratory.ledger.link(one.leaf, linksOf(news, one, laboratory));
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
