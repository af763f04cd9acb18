import { resourceKey } from "../../vocabulary/index.ts";
import { codewords } from "./codewords.ts";
import { atomOf } from "./comparison.ts";
import type { Effect } from "./effects.ts";
import { type Laboratory, linksOf } from "./laboratory.ts";
import type { Mutation } from "./sentinels.ts";
import { together } from "./together.ts";

/** Fewer than this are cheaper one by one. */
const FEWEST = 7;

/** What a trace in rounds leaves to do. */
export interface Remainder {
  /** To be changed alone: what they move could not be told apart. */
  readonly unclear: readonly Mutation[];
  /** Moved nothing in any round. */
  readonly silent: readonly Mutation[];
}

/**
 * Changes many leaves in each of a few renders, each leaf in its own set of rounds: a change that is seen in exactly
 * the rounds of one leaf is caused by it. What several leaves cause, or one hides from another, fits no leaf.
 */
export async function traceInRounds(all: readonly Mutation[], laboratory: Laboratory): Promise<Remainder> {
  const mutations = all.filter((mutation) => !overridesName(mutation));
  if (mutations.length < FEWEST) return { unclear: all, silent: [] };
  const { unclear, silent } = await inRounds(mutations, laboratory);
  return { unclear: [...all.filter(overridesName), ...unclear], silent };
}

/** What renames all objects hides what the others of its round move. */
function overridesName({ leaf: { path } }: Mutation): boolean {
  const key = path.at(-1);
  return typeof key === "string" && /name_?override$/i.test(key);
}

async function inRounds(mutations: readonly Mutation[], laboratory: Laboratory): Promise<Remainder> {
  const { words, digits } = codewords(mutations.length);
  const seen = new Map<string, { effect: Effect; rounds: number }>();
  const refused = new Set<Mutation>();
  const round = async (digit: number): Promise<void> => {
    const changed = mutations.filter((_, index) => ((words[index] ?? 0) >> digit) & 1);
    const { effects, mutations: rendered } = await together(changed, laboratory);
    for (const mutation of changed) if (!rendered.includes(mutation)) refused.add(mutation);
    for (const effect of effects) {
      for (const atom of atomsOf(effect)) {
        const known = seen.get(atom) ?? { effect, rounds: 0 };
        seen.set(atom, { ...known, rounds: known.rounds | (1 << digit) });
      }
    }
  };
  await Promise.all(Array.from({ length: digits }, (_, digit) => round(digit)));
  return decode({ mutations, words, refused }, [...seen.values()], laboratory);
}

function atomsOf({ field, parts, ...change }: Effect): string[] {
  const place = resourceKey(field.resource);
  if (parts.length === 0) return [`${place} ${atomOf({ ...change, path: field.path })}`];
  const inside = atomOf({ ...change, path: field.path, after: null });
  return parts.map((part) => `${place} ${inside} ${part}`);
}

interface Code {
  readonly mutations: readonly Mutation[];
  readonly words: readonly number[];
  readonly refused: ReadonlySet<Mutation>;
}

function decode(
  { mutations, words, refused }: Code,
  seen: readonly { readonly effect: Effect; readonly rounds: number }[],
  laboratory: Laboratory,
): Remainder {
  const owners = new Map(words.map((word, index) => [word, mutations[index]]));
  const unclear = new Set<Mutation>(refused);
  const moved = new Set<Mutation>();
  for (const { effect, rounds } of seen) {
    const owner = owners.get(rounds);
    if (owner !== undefined && !refused.has(owner)) {
      moved.add(owner);
      laboratory.ledger.link(owner.leaf, linksOf([effect], owner, laboratory));
    } else {
      for (const [index, word] of words.entries()) {
        const mutation = mutations[index];
        const fits = (word & rounds) === word || (word & rounds) === rounds;
        if (fits && mutation !== undefined) unclear.add(mutation);
      }
    }
  }
  const silent = mutations.filter((mutation) => !moved.has(mutation) && !unclear.has(mutation));
  return { unclear: [...unclear], silent };
}
