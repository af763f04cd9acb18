import { type Laboratory, linksOf } from "./laboratory.ts";
import type { ProbedLeaf } from "./leaves.ts";

const ACTION = /\{\{[\s\S]*?\}\}/g;
const DECIDES = /\b(?:if|with|and|or|not|empty|ternary|default|coalesce|eq|ne|gt|lt|ge|le|has|contains)\b/;
const FIELD = /\.([A-Za-z_][\w-]*)/g;
const MOST_RENDERS = 30;

/** Names of fields that stand in actions of templates which decide something. */
export function decidingNames(templates: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [action] of templates.matchAll(ACTION)) {
    if (!DECIDES.test(action)) continue;
    for (const [, name = ""] of action.matchAll(FIELD)) names.add(name);
  }
  return names;
}

/** Empties texts and numbers that templates may decide by: what then comes or goes depends on them too. */
export async function traceConditions(
  leaves: readonly ProbedLeaf[],
  names: ReadonlySet<string>,
  laboratory: Laboratory,
): Promise<void> {
  const asked = leaves.filter((leaf) => decides(leaf, names) && laboratory.ledger.outcomeOf(leaf) === "moves");
  await Promise.all(asked.slice(0, MOST_RENDERS).map((leaf) => empty(leaf, laboratory)));
}

function decides({ path, of, value }: ProbedLeaf, names: ReadonlySet<string>): boolean {
  const key = path.at(-1);
  const full = (typeof value === "string" && value !== "") || (typeof value === "number" && value !== 0);
  return of === "value" && full && typeof key === "string" && names.has(key);
}

async function empty(leaf: ProbedLeaf, laboratory: Laboratory): Promise<void> {
  const mutation = { leaf, to: typeof leaf.value === "number" ? 0 : "", tokens: [] };
  const probe = await laboratory.bench.probe([mutation]);
  if (probe.outcome === "rendered") laboratory.ledger.link(leaf, linksOf(probe.effects, mutation, laboratory));
}
