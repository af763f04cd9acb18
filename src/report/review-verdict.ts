import { CHANGES, type ReviewedEnvironment, SEVERITIES } from "../vocabulary/index.ts";
import { newFindings, type Told } from "./review-told.ts";
import { counted } from "./words.ts";

/** What the change does, in one sentence without a full stop: counts of what is different, not of where it is. */
export function reviewVerdict(environments: readonly ReviewedEnvironment[], told: readonly Told[]): string {
  const changed = environments.filter(changesAnything).length;
  const unread = environments.filter(({ unreadable }) => unreadable.length > 0).length;
  const unreadWords = `${counted(unread, "environment")} could not be read as a whole`;
  if (changed === 0)
    return unread === 0 ? "Nothing changes in any environment" : `Not known what changes: ${unreadWords}`;
  const sentence = `Changes ${counted(changed, "environment")}: ${riskWords(told)}`;
  return unread === 0 ? sentence : `${sentence}; ${unreadWords}`;
}

/** `2 added, 3 changed`. Empty when there is none. */
export function objectCounts(resources: readonly { readonly change: string }[]): string {
  const counts = CHANGES.map((change) => [resources.filter((one) => one.change === change).length, change] as const);
  return counts.flatMap(([count, change]) => (count === 0 ? [] : [`${count} ${change}`])).join(", ");
}

/** `1 high risk, 2 low`. What is merely worth knowing is no risk. */
export function riskWords(told: readonly Told[]): string {
  const counts = SEVERITIES.map(
    (severity) => [severity, told.filter((one) => one.severity === severity).length] as const,
  );
  const words = counts.flatMap(([severity, count]) => {
    if (count === 0 || severity === "info") return [];
    return [severity === "high" ? counted(count, "high risk") : `${count} ${severity}`];
  });
  return words.length === 0 ? "no risk found" : words.join(", ");
}

function changesAnything(environment: ReviewedEnvironment): boolean {
  const { applications, resources, mended, live } = environment;
  const lists = [applications, resources, newFindings(environment), mended, live?.collisions ?? []];
  return lists.some((list) => list.length > 0);
}
