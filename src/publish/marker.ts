/**
 * The word by which one of Holdfast's texts is found again. Runs over other environments own other texts, so that two
 * jobs never fight over one.
 * @param names the environments that were named; none stands for all.
 */
export function markerFor(verb: "review" | "report", names: readonly string[]): string {
  const named = [...new Set(names)].toSorted();
  return named.length === 0 ? verb : `${verb}:${named.join(",")}`;
}
