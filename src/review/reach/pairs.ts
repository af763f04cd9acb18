import { isDeepStrictEqual } from "node:util";
import type { Application, Environment } from "../../environments/index.ts";
import type { BothSides } from "../change.ts";
import type { Footprints } from "./footprint.ts";

/** An application as both sides declare it; null on the side that does not. */
export interface ApplicationPair extends BothSides<Application | null> {
  readonly name: string;
  /** True when the change may reach what it renders to. */
  readonly isReached: boolean;
  /** True when it may reach more than its values: templates, or what an Application says besides. */
  readonly isChartReached: boolean;
}

/** Pairs the applications of an environment by their names. */
export async function pairApplications(
  { before, after }: BothSides<Environment>,
  footprints: BothSides<Footprints>,
): Promise<readonly ApplicationPair[]> {
  const formerly = new Map(before.applications.map((application) => [application.name, application]));
  const now = new Map(after.applications.map((application) => [application.name, application]));
  const names = [...new Set([...formerly.keys(), ...now.keys()])].toSorted();
  return Promise.all(
    names.map(async (name) => {
      const pair = { before: formerly.get(name) ?? null, after: now.get(name) ?? null };
      return { name, ...pair, ...(await reachOf(pair, footprints)) };
    }),
  );
}

type Reached = Pick<ApplicationPair, "isReached" | "isChartReached">;

const EVERYTHING: Reached = { isReached: true, isChartReached: true };

async function reachOf(
  { before, after }: BothSides<Application | null>,
  footprints: BothSides<Footprints>,
): Promise<Reached> {
  if (before === null || after === null) return EVERYTHING;
  if (!isDeepStrictEqual(placeOf(before), placeOf(after))) return EVERYTHING;
  const isSame = isDeepStrictEqual(essence(before), essence(after));
  // A revision of its own is the same on both sides, whatever the change does.
  if (after.targetRevision !== null) return { isReached: !isSame, isChartReached: false };
  const charts = [await footprints.before.isChartReached(before), await footprints.after.isChartReached(after)];
  const isChartReached = charts.includes(true);
  if (isChartReached || !isSame) return { isReached: true, isChartReached };
  const reached = [await footprints.before.isReached(before), await footprints.after.isReached(after)];
  return { isReached: reached.includes(true), isChartReached };
}

/** Where its chart comes from. */
function placeOf({ chart, targetRevision }: Application) {
  return { chart, targetRevision };
}

/** What an application is rendered from; where it is declared is nothing of that. */
function essence({ ignoreDifferences: _ignored, declaredIn: _file, argoCd: _by, ...rendered }: Application) {
  return rendered;
}
