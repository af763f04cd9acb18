import type { Choose } from "./clones.ts";

/** A sequence of choices that is the same for the same seed (xorshift, 32 bits). */
export function seededChoice(seed: number): Choose {
  let state = seed | 0 || 1;
  return (size) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % size;
  };
}
