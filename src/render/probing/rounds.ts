import { resourceKey } from "../../vocabulary/index.ts";
import { codewords } from "./codewords.ts";
import { atomOf } from "./comparison.ts";
import type { Effect } from "./effects.ts";
import { type Laboratory, linksOf } from "./laboratory.ts";
import { startsWith } from "./leaves.ts";
import type { Mutation } from "./sentinels.ts";
import { together } from "./together.ts";

/** Fewer than this are cheaper one by one. */
const FEWEST = 7;
/** Of fewer than this it is cheaper to change each alone than to look for the ones that the chart refuses. */
const FEWEST_TO_SEARCH = 25;
/** Of fewer than this a second search is not worth its renders. */
const FEWEST_AGAIN = 14;

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
  const changedIn = (digit: number): Mutation[] => mutations.filter((_, index) => ((words[index] ?? 0) >> digit) & 1);
  const probes = [await laboratory.bench.probe(changedIn(0))];
  if (probes[0]?.outcome !== "rendered") return withoutCulprits(mutations, laboratory);
  const others = Array.from({ length: digits - 1 }, (_, index) => laboratory.bench.probe(changedIn(index + 1)));
  probes.push(...(await Promise.all(others)));
  const rendered = probes.flatMap((probe) => (probe.outcome === "rendered" ? [probe.effects] : []));
  if (rendered.length < probes.length) return withoutCulprits(mutations, laboratory);
  const { unclear, silent, hiding } = decode({ mutations, words }, sightings(rendered), laboratory);
  const again = unclear.filter((mutation) => !hiding.has(mutation));
  if (hiding.size === 0 || again.length < FEWEST_AGAIN) return { unclear, silent };
  const rest = await inRounds(again, laboratory);
  const hidden = unclear.filter((mutation) => hiding.has(mutation));
  return { unclear: [...hidden, ...rest.unclear], silent: [...silent, ...rest.silent] };
}

/** Finds the mutations that the chart refuses, and goes on with the others. */
async function withoutCulprits(mutations: readonly Mutation[], laboratory: Laboratory): Promise<Remainder> {
  if (mutations.length < FEWEST_TO_SEARCH) return { unclear: mutations, silent: [] };
  const fine = new Set((await together(mutations, laboratory)).mutations);
  if (fine.size === mutations.length || fine.size < FEWEST) return { unclear: mutations, silent: [] };
  const { unclear, silent } = await inRounds([...fine], laboratory);
  return { unclear: [...mutations.filter((mutation) => !fine.has(mutation)), ...unclear], silent };
}

/** One thing that changed, and the rounds in which it did, a bit for each. */
interface Sighting {
  readonly effect: Effect;
  readonly rounds: number;
}

function sightings(rounds: readonly (readonly Effect[])[]): Sighting[] {
  const seen = new Map<string, Sighting>();
  for (const [digit, effects] of rounds.entries()) {
    for (const effect of effects) {
      for (const atom of atomsOf(effect)) {
        const known = seen.get(atom) ?? { effect, rounds: 0 };
        seen.set(atom, { ...known, rounds: known.rounds | (1 << digit) });
      }
    }
  }
  return [...seen.values()];
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
}

interface Decoded extends Remainder {
  /** What took away the places at which others move something. */
  readonly hiding: ReadonlySet<Mutation>;
}

function decode({ mutations, words }: Code, seen: readonly Sighting[], laboratory: Laboratory): Decoded {
  const owners = new Map(words.map((word, index) => [word, mutations[index]]));
  const owned = seen.flatMap(({ effect, rounds }) => ({ effect, owner: owners.get(rounds) ?? null }));
  const unclear = new Set(
    seen.flatMap(({ rounds }) => (owners.has(rounds) ? [] : suspectsOf(rounds, { mutations, words }))),
  );
  const moved = new Set<Mutation>();
  for (const { effect, owner } of owned) {
    if (owner === null) continue;
    moved.add(owner);
    laboratory.ledger.link(owner.leaf, linksOf([effect], owner, laboratory));
  }
  const open = owned.filter(({ owner }) => owner === null).map(({ effect }) => effect);
  const takers = owned.filter(({ effect }) => effect.after === undefined && open.some((one) => covers(effect, one)));
  const silent = mutations.filter((mutation) => !moved.has(mutation) && !unclear.has(mutation));
  return { unclear: [...unclear], silent, hiding: new Set(takers.flatMap(({ owner }) => owner ?? [])) };
}

/** True when one is at the place of the other or around it. */
function covers(one: Effect, other: Effect): boolean {
  if (resourceKey(one.field.resource) !== resourceKey(other.field.resource)) return false;
  return startsWith(other.field.path, one.field.path);
}

/** Those that may be one cause of several, and those that another may have hidden in some of their rounds. */
function suspectsOf(rounds: number, { mutations, words }: Code): Mutation[] {
  return mutations.filter((_, index) => {
    const both = (words[index] ?? 0) & rounds;
    return both === words[index] || both === rounds;
  });
}
