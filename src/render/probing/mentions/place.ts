import type { Path } from "../../../vocabulary/index.ts";
import { ANY } from "./meaning.ts";

/** A tree of the paths that templates speak of. */
export class Place {
  #whole = false;
  #touched = false;
  readonly #below = new Map<string, Place>();

  /** The value at the path, with all below it. */
  add(path: readonly string[]): void {
    this.#at(path).#whole = true;
  }

  /**
   * The value at the path, as it is there or not, empty or not. Below it only what is spoken of by itself counts, unless
   * there is no such thing.
   */
  touch(path: readonly string[]): void {
    this.#at(path).#touched = true;
  }

  /** A path that ends above what is spoken of is read on the way there. */
  covers(path: Path): boolean {
    const [first, ...rest] = path;
    if (this.#whole || first === undefined) return true;
    if (this.#below.size === 0) return this.#touched;
    if (typeof first !== "string" && !this.#below.has(ANY)) return true;
    const names = typeof first === "string" ? [first, ANY] : [ANY];
    return names.some((name) => this.#below.get(name)?.covers(rest) === true);
  }

  #at(path: readonly string[]): Place {
    const [first, ...rest] = path;
    if (first === undefined) return this;
    const next = this.#below.get(first) ?? new Place();
    this.#below.set(first, next);
    return next.#at(rest);
  }
}
