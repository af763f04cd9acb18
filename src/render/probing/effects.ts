import { additionOf, type Change, changesOf, lossOf } from "./comparison.ts";
import { isUnstable, type Snapshot, type SnapshotObject } from "./snapshot.ts";
import type { TokenBook } from "./tokens.ts";
import type { RenderedField } from "./trace.ts";

/** One difference between the rendering and a probe. */
export interface Effect extends Omit<Change, "path"> {
  /** In the words of the rendering; in those of the probe where only the probe has the field. */
  readonly field: RenderedField;
}

/** Every field that a probe moved. Fields that change by themselves never count. */
export function effectsOf(base: Snapshot, probe: Snapshot, book: TokenBook): Effect[] {
  const effects: Effect[] = [];
  for (const [key, one] of base) {
    if (isUnstable(one, [])) continue;
    const other = probe.get(key);
    const changes = other === undefined ? [lossOf(one.object)] : changesOf(one.object, other.object, book);
    effects.push(...changes.filter(({ path }) => !isUnstable(one, path)).map((change) => at(one, change)));
  }
  const comesAndGoes = new Set([...base.values()].filter((one) => isUnstable(one, [])).map(kindOf));
  for (const [key, other] of probe) {
    if (base.has(key) || comesAndGoes.has(kindOf(other))) continue;
    effects.push(at(other, additionOf(other.object, book)));
  }
  return effects;
}

function at({ resource }: SnapshotObject, { path, ...change }: Change): Effect {
  return { field: { resource, path }, ...change };
}

function kindOf(one: SnapshotObject): string {
  return `${one.resource.group}/${one.resource.kind}`;
}
