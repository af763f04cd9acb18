/** How far a change reaches: which applications of an environment may render to something else. */
import type { ScopedFailure } from "../../check/desired.ts";
import type { EnvironmentConfig } from "../../config/config.ts";
import type { Application, Environment, UnsupportedApplication } from "../../environments/index.ts";
import type { Renderer } from "../../render/renderer.ts";
import type { ReadFailure, Reading } from "../../vocabulary/index.ts";
import type { BothSides, ResolvedChange } from "../change.ts";
import { type DeclaredSide, readSide } from "./declared.ts";
import { Footprints } from "./footprint.ts";
import { type ApplicationPair, pairApplications } from "./pairs.ts";

export type { ChartTexts } from "./chart-texts.ts";
export { Footprints } from "./footprint.ts";
export type { ApplicationPair } from "./pairs.ts";

/** An environment as both sides declare it, before its applications are rendered. */
export interface EnvironmentReach {
  readonly environment: EnvironmentConfig;
  /** All of its applications, in order of their names. */
  readonly pairs: readonly ApplicationPair[];
  /** What is declared but cannot be rendered from this repository. */
  readonly unsupported: BothSides<readonly UnsupportedApplication[]>;
  /** What of the environment itself could not be read. */
  readonly failures: readonly ScopedFailure[];
  readonly notes: readonly string[];
}

/** What the reaches of all environments share. */
export interface ReachContext {
  readonly resolved: ResolvedChange;
  readonly footprints: BothSides<Footprints>;
  readonly renderer: Pick<Renderer, "render">;
}

/** What the change may reach, by the files of both sides. */
export function footprintsOf({ trees, changed }: ResolvedChange): BothSides<Footprints> {
  return { before: new Footprints(trees.before, changed), after: new Footprints(trees.after, changed) };
}

/** Reads an environment on both sides and tells which of its applications the change may reach. */
export async function reachOf(environment: EnvironmentConfig, context: ReachContext): Promise<EnvironmentReach> {
  const { trees, configs } = context.resolved;
  const renderer = { render: renderShared(context) };
  const [before, after] = await Promise.all([
    readSide({ config: configs.before, environment: environment.name, tree: trees.before, renderer }),
    readSide({ config: configs.after, environment: environment.name, tree: trees.after, renderer }),
  ]);
  const empty = { environment, pairs: [], unsupported: { before: [], after: [] }, failures: [], notes: [] };
  if (!after.environment.ok) return { ...empty, failures: [whole(environment, after.environment.failure)] };
  if (!before.environment.ok) return { ...empty, failures: [whole(environment, formerly(before.environment.failure))] };
  const sides = { before: before.environment.value, after: after.environment.value };
  const failures = [...newlyMissing({ before, after }), ...newlyUnsupported(sides)];
  const lost = new Set(failures.map(({ application }) => application));
  const pairs = await pairApplications(sides, context.footprints);
  return {
    environment,
    pairs: pairs.filter(({ name }) => !lost.has(name)),
    unsupported: { before: sides.before.unsupported, after: sides.after.unsupported },
    failures,
    notes: goneFrom({ before, after }),
  };
}

/** What the change does not reach is rendered for both sides at once, from the head. */
function renderShared({ resolved: { trees }, footprints, renderer }: ReachContext): Renderer["render"] {
  return async (application, tree) => {
    const isShared = tree === trees.before && !(await isReached(application, footprints));
    return renderer.render(application, isShared ? trees.after : tree);
  };
}

async function isReached(application: Application, { before, after }: BothSides<Footprints>): Promise<boolean> {
  return (await before.isReached(application)) || (await after.isReached(application));
}

/** An application that base holds and head only names cannot be deployed any more. */
function newlyMissing({ before, after }: BothSides<DeclaredSide>): readonly ScopedFailure[] {
  const had = applicationsOf(before.environment);
  return after.missing.flatMap(({ application, why }): ScopedFailure[] => {
    if (application === null || !had.has(application)) return [];
    const failure = { reason: "render-failed", what: application, why: clauseOf(why) } as const;
    return [{ failure, application, resource: { type: "values", application, file: null } }];
  });
}

/** What one side can render and the other cannot; what neither could is nothing of the change. */
function newlyUnsupported({ before, after }: BothSides<Environment>): readonly ScopedFailure[] {
  const had = new Set(before.unsupported.map(({ name, why }) => `${name} ${why}`));
  const now = new Set([...after.unsupported, ...after.applications].map(({ name }) => name));
  const has = new Set(after.unsupported.map(({ name }) => name));
  return [
    ...after.unsupported.filter(({ name, why }) => !had.has(`${name} ${why}`)).map((one) => unsupported(one, one.name)),
    ...before.unsupported
      .filter(({ name }) => now.has(name) && !has.has(name))
      .map((one) => unsupported(one, `${one.name}${BEFORE}`)),
  ];
}

function unsupported({ name, why }: UnsupportedApplication, what: string): ScopedFailure {
  const failure = { reason: "unsupported-source", what, why } as const;
  return { failure, application: name, resource: { type: "values", application: name, file: null } };
}

function goneFrom({ before, after }: BothSides<DeclaredSide>): readonly string[] {
  const hadAny = applicationsOf(before.environment).size > 0;
  return after.missing.flatMap(({ application, why }) =>
    application === null && hadAny ? [`the change takes the environment away: ${clauseOf(why)}`] : [],
  );
}

function applicationsOf(environment: Reading<Environment>): ReadonlySet<string> {
  return new Set(environment.ok ? environment.value.applications.map(({ name }) => name) : []);
}

function clauseOf(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

function whole({ name }: EnvironmentConfig, failure: ReadFailure): ScopedFailure {
  return { failure, application: null, resource: { type: "values", application: name, file: null } };
}

/** A failure of the base, told apart from one of the head. */
export function formerly(failure: ReadFailure): ReadFailure {
  return { ...failure, what: `${failure.what}${BEFORE}` };
}

/** True for a failure of the base. */
export function isFormer({ what }: ReadFailure): boolean {
  return what.endsWith(BEFORE);
}

const BEFORE = " before the change";
