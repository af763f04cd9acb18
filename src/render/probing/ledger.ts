import { type Path, resourceKey, toPointer } from "../../vocabulary/index.ts";
import type { ProbedLeaf } from "./leaves.ts";
import type { LeafTrace, Link } from "./trace.ts";

interface Entry {
  readonly links: Map<string, Link>;
  outcome: LeafTrace["outcome"];
  switchedBy: Path | null;
}

/** What is known so far about each leaf. */
export class Ledger {
  readonly #entries = new Map<number, Entry>();

  /** Links to the same field are one: the first that is noted stays. */
  link(leaf: ProbedLeaf, links: readonly Link[]): void {
    const entry = this.#entry(leaf);
    for (const link of links) {
      const key = `${resourceKey(link.resource)} ${toPointer(link.path)} ${link.present}`;
      if (!entry.links.has(key)) entry.links.set(key, link);
    }
    if (entry.links.size > 0) entry.outcome = "moves";
  }

  /** Notes an outcome for a leaf that has no links. */
  settle(leaf: ProbedLeaf, outcome: LeafTrace["outcome"], switchedBy: Path | null = null): void {
    const entry = this.#entry(leaf);
    if (entry.links.size > 0) return;
    entry.outcome = outcome;
    entry.switchedBy = switchedBy;
  }

  outcomeOf(leaf: ProbedLeaf): LeafTrace["outcome"] {
    return this.#entries.get(leaf.id)?.outcome ?? "not-probed";
  }

  linksOf(leaf: ProbedLeaf): readonly Link[] {
    return [...(this.#entries.get(leaf.id)?.links.values() ?? [])];
  }

  traceOf(leaf: ProbedLeaf, mentioned: boolean): LeafTrace {
    const { outcome, switchedBy } = this.#entries.get(leaf.id) ?? { outcome: "not-probed", switchedBy: null };
    return { leaf: leaf.path, of: leaf.of, links: this.linksOf(leaf), outcome, switchedBy, mentioned };
  }

  #entry(leaf: ProbedLeaf): Entry {
    const entry = this.#entries.get(leaf.id) ?? { links: new Map(), outcome: "not-probed", switchedBy: null };
    this.#entries.set(leaf.id, entry);
    return entry;
  }
}
