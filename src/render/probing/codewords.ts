/**
 * Binary words of one weight, one for each of `count` things, in as few digits as possible. None contains another, so
 * a set of rounds tells which thing it belongs to, and of two things each has a round without the other.
 */
export function codewords(count: number): { readonly words: readonly number[]; readonly digits: number } {
  let digits = 1;
  while (choose(digits, Math.floor(digits / 2)) < count) digits++;
  const weight = Math.floor(digits / 2);
  const all = [...wordsOfWeight(digits, weight)];
  const step = all.length / Math.max(count, 1);
  return { words: Array.from({ length: count }, (_, index) => all[Math.floor(index * step)] ?? 0), digits };
}

function choose(from: number, many: number): number {
  let result = 1;
  for (let index = 1; index <= many; index++) result = (result * (from - many + index)) / index;
  return result;
}

function* wordsOfWeight(digits: number, weight: number): Generator<number> {
  if (weight === 0) yield 0;
  for (let highest = weight - 1; weight > 0 && highest < digits; highest++) {
    for (const rest of wordsOfWeight(highest, weight - 1)) yield rest | (1 << highest);
  }
}
