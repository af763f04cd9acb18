import type { Path } from "../../vocabulary/index.ts";
import type { ValuesNode } from "./node.ts";
import { emptyMap, inherit, lift, type Merged, type MergedMap } from "./tree.ts";

/** What the chart's own files say, and its dependencies below it. */
export interface ChartLayers {
  /** Null for a chart without a values.yaml. */
  readonly own: Layer | null;
  readonly dependencies: readonly { readonly name: string; readonly chart: ChartLayers }[];
}

/** What one source says, in the order of strength: a higher index is stronger. */
export interface Layer {
  readonly index: number;
  readonly root: ValuesNode;
}

/** A null that deleted a weaker value, or that Helm dropped. */
export interface Deletion {
  readonly path: Path;
  readonly merged: Merged;
}

export interface CoalesceOptions {
  /** Helm 4 drops the nulls of a chart's own values; Helm 3 passes them on to templates and dependencies. */
  readonly dropsNulls: boolean;
}

/** Lays a user's values over those before them, as Helm does among `--values`: nulls stay nulls. */
export function overlay(below: MergedMap, { root, index }: Layer): void {
  for (const [key, node] of root.entries ?? []) {
    const known = below.get(key);
    if (node.entries !== null && known !== undefined && known.entries !== null && known.entries.size > 0) {
      overlay(known.entries, { root: node, index });
    } else below.set(key, lift(node, index));
  }
}

/**
 * Puts a chart's defaults under what is set already, then those of its dependencies, as Helm's `CoalesceValues`:
 * maps are merged, a null takes a default away, anything else that is set stays.
 */
export class Coalescer {
  readonly deletions: Deletion[] = [];
  readonly #dropsNulls: boolean;

  constructor(options: CoalesceOptions) {
    this.#dropsNulls = options.dropsNulls;
  }

  chart(chart: ChartLayers, values: MergedMap, path: Path = []): void {
    if (chart.own !== null) this.#under(values, chart.own, path);
    for (const { name, chart: dependency } of chart.dependencies) this.#dependency(values, { name, dependency, path });
  }

  #under(values: MergedMap, { root, index }: Layer, path: Path): void {
    for (const [key, node] of root.entries ?? []) {
      const set = values.get(key);
      const here = [...path, key];
      if (set === undefined) this.#add(values, key, { merged: lift(node, index), path: here });
      else if (isNull(set)) {
        values.delete(key);
        this.deletions.push({ path: here, merged: set });
      } else if (set.entries !== null && node.entries !== null) this.#under(set.entries, { root: node, index }, here);
    }
  }

  #add(values: MergedMap, key: string, { merged, path }: Deletion): void {
    if (this.#dropsNulls && isNull(merged)) {
      this.deletions.push({ path, merged });
      return;
    }
    values.set(key, merged);
    if (this.#dropsNulls && merged.entries !== null) this.#dropNulls(merged.entries, path);
  }

  #dropNulls(entries: MergedMap, path: Path): void {
    for (const [key, merged] of [...entries]) {
      if (isNull(merged)) {
        entries.delete(key);
        this.deletions.push({ path: [...path, key], merged });
      } else if (merged.entries !== null) this.#dropNulls(merged.entries, [...path, key]);
    }
  }

  #dependency(values: MergedMap, at: { name: string; dependency: ChartLayers; path: Path }): void {
    const { name, dependency, path } = at;
    const known = values.get(name);
    const set = known === undefined ? emptyMap(true) : known;
    if (set.entries === null) return;
    values.set(name, set);
    passGlobals(values.get(GLOBAL), set.entries);
    this.chart(dependency, set.entries, [...path, name]);
  }
}

const GLOBAL = "global";

/** A parent's `global` is stronger than a dependency's own. */
function passGlobals(from: Merged | undefined, values: MergedMap): void {
  const target = values.get(GLOBAL) ?? emptyMap(true);
  if (target.entries === null || (from !== undefined && from.entries === null)) return;
  values.set(GLOBAL, target);
  for (const [key, merged] of from?.entries ?? []) passGlobal(target.entries, key, merged);
}

function passGlobal(target: MergedMap, key: string, merged: Merged): void {
  const known = target.get(key);
  if (known === undefined) target.set(key, inherit(merged));
  else if (merged.entries !== null && known.entries !== null) {
    for (const [name, field] of merged.entries) passGlobal(known.entries, name, field);
  } else if (merged.entries === null && known.entries === null) target.set(key, inherit(merged));
}

function isNull(merged: Merged): boolean {
  return merged.entries === null && merged.items === null && merged.node.value === null;
}
