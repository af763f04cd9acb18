/** Numbers, words and choices that are the same for the same seed (mulberry32). */
export class Random {
  #state: number;
  readonly #words = new Set<string>();

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to, not including, `below`. */
  number(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  }

  between(least: number, most: number): number {
    return least + this.number(most - least + 1);
  }

  /** A word of small letters that it has not given before. */
  word(): string {
    const letters = Array.from({ length: 6 }, () => "abcdefghijklmnoprstuvw"[this.number(22)]).join("");
    if (this.#words.has(letters)) return this.word();
    this.#words.add(letters);
    return letters;
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.number(choices.length)] ?? choices[0];
  }

  shuffle<T>(items: readonly T[]): T[] {
    const left = [...items];
    const shuffled: T[] = [];
    while (left.length > 0) shuffled.push(...left.splice(this.number(left.length), 1));
    return shuffled;
  }
}
