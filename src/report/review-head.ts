import type { ReviewedEnvironment } from "../vocabulary/index.ts";
import { codeName, listedNames, prose } from "./markdown-prose.ts";
import { newFindings, severityCounts, type Told } from "./review-told.ts";
import { objectCounts } from "./review-verdict.ts";

/** Names of environments that a sentence spells out. */
const MOST_NAMES = 30;
/** From so many environments on, those with equal rows share one. */
const MANY = 8;

/** Environments in the words of a heading: all their names as far as a reader counts them. */
export function environmentNames(names: readonly string[]): string {
  return listedNames(names, MOST_NAMES);
}

/** One line of a list: how severe, what, which rule, what causes it, where. */
export function toldLine({ severity, message, name, rule, places, environments }: Told): string {
  const details = [
    ...(rule ? [codeName(name)] : []),
    ...(places.length === 0 ? [] : [listedNames(places, 3)]),
    ...(environments.length === 0 ? [] : [`in ${listedNames(environments, MANY)}`]),
  ];
  const sentence = prose(message.replace(/\.$/, ""));
  return `- **${severity}** ${sentence}${details.length === 0 ? "" : ` (${details.join(", ")})`}`;
}

const COLUMNS: readonly (readonly [title: string, cell: (environment: ReviewedEnvironment) => string])[] = [
  ["objects", ({ resources }) => objectCounts(resources)],
  ["effects", ({ resources }) => severityCounts(resources.flatMap(({ effects }) => effects))],
  ["new findings", (environment) => severityCounts(newFindings(environment))],
  ["mended", ({ mended }) => shownCount(mended)],
  ["collisions", ({ live }) => shownCount(live?.collisions ?? [])],
  ["pending", ({ live }) => shownCount(live?.pending ?? [])],
  ["unreadable", ({ unreadable }) => shownCount(unreadable)],
];

/** The table of environments: its two head lines, then its rows. A column that is empty everywhere is left out. */
export function environmentTable(environments: readonly ReviewedEnvironment[]): {
  head: string;
  rows: readonly string[];
} {
  const columns = COLUMNS.filter(([, cell]) => environments.some((environment) => cell(environment) !== ""));
  const titles = ["environment", ...columns.map(([title]) => title)];
  const rows = new Map<string, string[]>();
  for (const environment of environments) {
    const cells = columns.map(([, cell]) => cell(environment)).join(" | ");
    const key = environments.length > MANY ? cells : environment.name;
    rows.set(key, [...(rows.get(key) ?? [cells]), environment.name]);
  }
  return {
    head: `| ${titles.join(" | ")} |\n| ${titles.map(() => "---").join(" | ")} |`,
    rows: [...rows.values()].map(([cells = "", ...names]) => `| ${[environmentNames(names), cells].join(" | ")} |`),
  };
}

function shownCount(list: readonly unknown[]): string {
  return list.length === 0 ? "" : String(list.length);
}
