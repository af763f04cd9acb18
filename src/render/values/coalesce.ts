import type { Path } from "../../vocabulary/index.ts";
import type { ValuesNode } from "./node.ts";
import { emptyMap, inherit, lift, type Merged, type MergedMap } from "./tree.ts";

/** What the chart's own files say, and its dependencies below it. */
export interface ChartLayers {
  /** Null for a chart without a values.yaml. */
  readonly own: Layer | null;
  /** Whether its Chart.yaml names dependencies: then Helm merges their defaults beforehand, nulls included. */
  readonly declares: boolean;
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
 * maps are merged, a null takes a default away, anything else that is set stays. Helm 4 drops the nulls of defaults,
 * Helm 3 those of dependencies only.
 */
export class Coalescer {
  readonly deletions: Deletion[] = [];
  readonly #isHelm3: boolean;
  /** Dependencies of the root chart, undeclared or with nothing set: Helm 4 drops all nulls among their defaults. */
  readonly #untouched = new Set<string>();

  constructor(isHelm3: boolean) {
    this.#isHelm3 = isHelm3;
  }

  chart(chart: ChartLayers, values: MergedMap, path: Path = []): void {
    const names = new Set(chart.dependencies.map(({ name }) => name));
    if (path.length === 0)
      for (const name of names) if (!chart.declares || !values.has(name)) this.#untouched.add(name);
    if (chart.own !== null) this.#defaults(values, chart.own, { path, names });
    for (const { name, chart: dependency } of chart.dependencies) this.#dependency(values, { name, dependency, path });
  }

  #defaults(values: MergedMap, layer: Layer, at: { path: Path; names: ReadonlySet<string> }): void {
    const drops = !this.#isHelm3 || at.path.length > 0;
    for (const [key, node] of layer.root.entries ?? []) {
      const set = values.get(key);
      const path = [...at.path, key];
      const merged = (): Merged => lift(node, layer.index);
      if (set === undefined) {
        const drop = drops && !(at.names.has(key) && this.#keepsNulls(at.path));
        this.#add(values, key, { merged: merged(), path, drops: drop });
      } else if (isNull(set)) this.#delete(values, key, { merged: set, path });
      else if (set.entries !== null && node.entries !== null) {
        this.#tables(set.entries, merged(), { path, keepsNulls: at.names.has(key), drops });
      }
    }
  }

  /** Whether a chart's nulls reach the defaults of its dependencies. */
  #keepsNulls([root]: Path): boolean {
    return this.#isHelm3 || (typeof root === "string" && !this.#untouched.has(root));
  }

  /** Nulls for a dependency are kept: they are meant for its own defaults. */
  #tables(set: MergedMap, below: Merged, at: { path: Path; keepsNulls: boolean; drops: boolean }): void {
    const defaults: MergedMap = below.entries ?? new Map();
    if (at.drops && !at.keepsNulls) this.#dropNulls(defaults, at.path);
    for (const [key, merged] of defaults) {
      const known = set.get(key);
      const path = [...at.path, key];
      if (known === undefined) set.set(key, merged);
      else if (isNull(known) && !at.keepsNulls) this.#delete(set, key, { merged: known, path });
      else if (known.entries !== null && merged.entries !== null) this.#tables(known.entries, merged, { ...at, path });
    }
  }

  #add(values: MergedMap, key: string, { merged, path, drops }: Deletion & { readonly drops: boolean }): void {
    values.set(key, merged);
    if (!drops) return;
    if (isNull(merged)) this.#delete(values, key, { merged, path });
    else if (merged.entries !== null) this.#dropNulls(merged.entries, path);
  }

  #dropNulls(entries: MergedMap, above: Path): void {
    for (const [key, merged] of [...entries]) {
      const path = [...above, key];
      if (isNull(merged)) this.#delete(entries, key, { merged, path });
      else if (merged.entries !== null) this.#dropNulls(merged.entries, path);
    }
  }

  #delete(values: MergedMap, key: string, deletion: Deletion): void {
    values.delete(key);
    this.deletions.push(deletion);
  }

  #dependency(values: MergedMap, at: { name: string; dependency: ChartLayers; path: Path }): void {
    const { name, dependency, path } = at;
    const set = values.get(name) ?? emptyMap(true);
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
