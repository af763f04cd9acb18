import type { Config } from "../config/config.ts";
import {
  applicationDifferences,
  type Collected,
  changeDifferences,
  couplingDifferences,
  type Definition,
  declaredIntentOf,
  definitionFindings,
  findingOf,
  type LintWorld,
  onceForSharedFiles,
  type ReadEnvironment,
  readDefinitionFiles,
  surveyWorld,
  switchesOf,
} from "../lint/index.ts";
import type { Change, DeclaredIntent } from "../systems/system.ts";
import type { BothSides } from "./change.ts";
import type { ReadSides } from "./read/index.ts";

/** What lint says of an environment before and after the change. */
export interface LintedSides {
  readonly read: ReadSides;
  readonly change: Change;
  readonly lint: BothSides<readonly Collected[]>;
  /** What was not there before, and what is not there any more. */
  readonly found: readonly Collected[];
  readonly mended: readonly Collected[];
}

/** Lints both sides of all environments. What is about a file that several of them read is told of once. */
export async function lintSides(environments: readonly ReadSides[], config: Config): Promise<readonly LintedSides[]> {
  const files = await readDefinitionFiles(config.root, config.crds);
  const [before, after] = await Promise.all([
    worldOf("before", environments, config),
    worldOf("after", environments, config),
  ]);
  if (before === undefined || after === undefined) return [];
  const linted = environments.map((read) => lintBoth(read, { worlds: { before, after }, files, config }));
  const found = onceForSharedFiles(linted.map((one) => one.found));
  const mended = onceForSharedFiles(linted.map((one) => one.mended));
  return linted.map((one, index) => ({ ...one, found: found[index] ?? [], mended: mended[index] ?? [] }));
}

/** Applications that the change does not reach may read the same files; none of them is rendered for it. */
function worldOf(side: "before" | "after", environments: readonly ReadSides[], config: Config): Promise<LintWorld> {
  const surveyed = environments.map(({ reach, [side]: { declaration, applications } }) => ({
    environment: reach.environment,
    applications,
    declaration: {
      root: declaration.root,
      applications: reach.pairs.flatMap((pair) => pair[side] ?? []).map((application) => ({ application })),
    },
  }));
  return surveyWorld(surveyed, config);
}

interface Context {
  readonly worlds: BothSides<LintWorld>;
  readonly files: readonly Definition[];
  readonly config: Config;
}

function lintBoth(read: ReadSides, { worlds, files, config }: Context): LintedSides {
  const isOn = switchesOf(config);
  const switched = (all: readonly Collected[]): readonly Collected[] =>
    all.filter(({ difference }) => isOn(difference.reason));
  const { environment } = read.reach;
  const change = {
    before: declaredIntentOf(environment, read.before),
    after: declaredIntentOf(environment, read.after),
  };
  const standing = (one: ReadEnvironment, world: LintWorld, intent: DeclaredIntent): readonly Collected[] => [
    ...applicationDifferences(one, world),
    ...definitionFindings(one, files).collected,
    ...couplingDifferences(intent),
  ];
  const before = switched(standing(read.before, worlds.before, change.before));
  const after = switched(standing(read.after, worlds.after, change.after));
  const risks = switched(changeDifferences(change.before, change.after));
  // What a risk says of the same thing, it says with what was before.
  const standingStill = without(after, risks, environment.name);
  const now = [...standingStill, ...risks];
  return {
    read,
    change,
    lint: { before, after: now },
    found: [...without(standingStill, before, environment.name), ...risks],
    mended: without(before, now, environment.name).filter((one) => isJudged(one, change)),
  };
}

/** Nothing is mended by what does not render any more: its own faults are out of sight, and so is what it has to fit. */
function isJudged({ application, difference }: Collected, { before, after }: Change): boolean {
  const known = new Set(before.unrendered.map(({ name }) => name));
  const lost = after.unrendered.map(({ name }) => name).filter((name) => !known.has(name));
  return lost.length === 0 || (difference.kind !== "coupling" && !lost.includes(application ?? ""));
}

/** What is in the one list and not in the other: the same thing found of the same field. */
function without(some: readonly Collected[], others: readonly Collected[], environment: string): readonly Collected[] {
  const known = new Set(others.map((one) => keyOf(one, environment)));
  return some.filter((one) => !known.has(keyOf(one, environment)));
}

function keyOf(collected: Collected, environment: string): string {
  const { id, reason } = findingOf({ collected, provenance: null }, environment);
  return `${id} ${reason}`;
}
