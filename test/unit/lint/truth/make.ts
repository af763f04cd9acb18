import { exchangeAddresses, lowerPartitions, renameTopic, repeatAddress, shrinkStorage } from "./kafka.ts";
import { dedentKey, doubleKey, forgetValue, misspellKey, renameElsewhere } from "./keys.ts";
import { type Maker, MISTAKE_KINDS, type Mistake, type Target } from "./mistake.ts";
import { flatten, joinFlowList, joinList, wrapInMap } from "./values.ts";

const MAKERS: readonly Maker[] = [
  misspellKey,
  dedentKey,
  joinList,
  joinFlowList,
  wrapInMap,
  flatten,
  doubleKey,
  forgetValue,
  renameElsewhere,
  renameTopic,
  exchangeAddresses,
  repeatAddress,
  lowerPartitions,
  shrinkStorage,
];

/** Up to `most` mistakes of each kind, taken from all files alike. The same seed makes the same. */
export function makeMistakes(
  targets: readonly Target[],
  { most, seed }: { most: number; seed: number },
): readonly Mistake[] {
  const all = MAKERS.flatMap((make) => targets.flatMap(make));
  const random = generator(seed);
  return MISTAKE_KINDS.flatMap((kind) => {
    const files = [
      ...Map.groupBy(
        all.filter((mistake) => mistake.kind === kind),
        ({ file }) => file,
      ).values(),
    ];
    const shuffled = files.map((mistakes) =>
      mistakes.map((mistake) => ({ mistake, order: random() })).toSorted((a, b) => a.order - b.order),
    );
    // The first of every file, then the second of every file: no file crowds out the others.
    return shuffled
      .flatMap((mistakes) => mistakes.map(({ mistake, order }, turn) => ({ mistake, order: turn + order })))
      .toSorted((a, b) => a.order - b.order)
      .slice(0, most)
      .map(({ mistake }) => mistake);
  });
}

/** Numbers from 0 to 1 (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
