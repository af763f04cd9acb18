import { InvalidYaml } from "./invalid.ts";

const FEW_NODES = 400_000;
const MANY_NODES = 4_000_000;

/**
 * How much of a document aliases may make up, so that a few bytes cannot grow without bound. The thresholds are
 * go-yaml v2's: 99 % of a small document, 10 % of a large one.
 */
export class AliasBudget {
  #nodes = 0;
  #fromAliases = 0;
  #depth = 0;

  get insideAlias(): boolean {
    return this.#depth > 0;
  }

  enter(): void {
    this.#depth++;
  }

  leave(): void {
    this.#depth--;
  }

  /** Counts one node. @throws InvalidYaml when aliases have made too many of them. */
  count(): void {
    this.#nodes++;
    if (this.#depth === 0) return;
    this.#fromAliases++;
    if (this.#fromAliases <= 100 || this.#nodes <= 1000) return;
    if (this.#fromAliases / this.#nodes > allowedShare(this.#nodes))
      throw new InvalidYaml("aliases repeat too much", null);
  }
}

function allowedShare(nodes: number): number {
  const growth = Math.min(1, Math.max(0, (nodes - FEW_NODES) / (MANY_NODES - FEW_NODES)));
  return 0.99 - 0.89 * growth;
}
