import { createHash } from "node:crypto";
import type { Choose } from "./clones.ts";

/** Chooses the same for the same seed and words, whatever else is chosen before. */
export function seededChoice(seed: number, words: string): Choose {
  let count = 0;
  return (size) => {
    const digest = createHash("sha256")
      .update(JSON.stringify([seed, words, count]))
      .digest();
    count += 1;
    return digest.readUInt32BE() % size;
  };
}
