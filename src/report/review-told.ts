import { EFFECTS, type Finding, type ReviewedEnvironment, SEVERITIES, type Severity } from "../vocabulary/index.ts";
import { titleOf, wordOf } from "./summary.ts";

/** An effect or a new finding, in every environment where it is the same. */
export interface Told {
  readonly severity: Severity;
  /** The effect's name, or what the finding is in a word. */
  readonly name: string;
  /** A headline for several of that name. */
  readonly title: string;
  readonly message: string;
  /** The resources that it happens to. */
  readonly subjects: readonly string[];
  /** `file:line` of the values that cause it, of a finding. */
  readonly places: readonly string[];
  readonly environments: readonly string[];
  readonly rule: boolean;
}

/** What a reviewer has to know, the most severe first; what is the same in several environments stands once. */
export function toldOf(environments: readonly ReviewedEnvironment[]): readonly Told[] {
  const all = environments.flatMap((environment) => [
    ...newFindings(environment).map((finding) => fromFinding(finding, environment.name)),
    ...fromEffects(environment),
  ]);
  const somewhere = merged(all, ({ subjects }) => subjects);
  return merged(somewhere, ({ environments: names }) => names).sort(bySeverity);
}

/** Those of one name and sentence that also agree in what `also` says. */
function merged(all: readonly Told[], also: (told: Told) => readonly string[]): Told[] {
  const known = new Map<string, Told[]>();
  for (const told of all) {
    const key = JSON.stringify([told.severity, told.name, told.message, also(told)]);
    const group = known.get(key);
    if (group === undefined) known.set(key, [told]);
    else group.push(told);
  }
  return [...known.values()].flatMap(joined);
}

/** The findings that the change brings in; what could not be read is told apart from them. */
export function newFindings({ findings }: ReviewedEnvironment): readonly Finding[] {
  return findings.filter(({ kind }) => kind !== "unreadable");
}

/** Sorts the most severe first and keeps the order besides. */
export function bySeverity(a: { readonly severity: Severity }, b: { readonly severity: Severity }): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}

/** `1 high, 2 low`: how many there are of each severity. Empty when there are none. */
export function severityCounts(items: readonly { readonly severity: Severity }[]): string {
  const counts = SEVERITIES.map((severity) => [items.filter((item) => item.severity === severity).length, severity]);
  return counts.flatMap(([count, severity]) => (count === 0 ? [] : [`${count} ${severity}`])).join(", ");
}

function fromFinding(finding: Finding, environment: string): Told {
  const { severity, message, provenance, resource } = finding;
  const name = wordOf(finding);
  const places = provenance === null ? [] : [`${provenance.file}:${provenance.line}`];
  const subjects = [titleOf(resource)];
  return { severity, name, title: name, message, subjects, places, environments: [environment], rule: true };
}

function fromEffects({ name: environment, resources }: ReviewedEnvironment): Told[] {
  return resources.flatMap(({ resource, effects }) =>
    effects.map(({ name, severity, message }) => ({
      severity,
      name,
      title: EFFECTS[name].title,
      message,
      subjects: [titleOf(resource)],
      places: [],
      environments: [environment],
      rule: false,
    })),
  );
}

function joined(group: readonly Told[]): Told[] {
  const [first] = group;
  const union = (key: "subjects" | "places" | "environments") => [...new Set(group.flatMap((told) => told[key]))];
  if (first === undefined) return [];
  return [{ ...first, subjects: union("subjects"), places: union("places"), environments: union("environments") }];
}
