import { type Path, resourceKey, toPointer } from "../../vocabulary/index.ts";
import type { LeafTrace, Link } from "./trace.ts";

/** Of items that come when a number is raised, no more are listed. */
const MOST_CAME = 8;

/**
 * What only all traces together tell: a text to which several values contribute is joined, whichever of them were
 * changed in one render; and a list that grows with a number grows without end.
 */
export function overview(traces: readonly LeafTrace[]): LeafTrace[] {
  const writers = Map.groupBy(traces.filter(({ of }) => of === "value").flatMap(writtenBy), ({ field }) => field);
  const several = (link: Link): boolean => new Set(writers.get(fieldOf(link))?.map(({ leaf }) => leaf)).size > 1;
  return traces.map((trace) => ({
    ...trace,
    links: withoutCrowds(trace.links).map((link) => {
      const joins = trace.of === "value" && link.transformation === "formatted" && several(link);
      return joins ? { ...link, transformation: "joined" } : link;
    }),
  }));
}

function writtenBy(trace: LeafTrace): { readonly field: string; readonly leaf: LeafTrace }[] {
  const texts = trace.links.filter(
    ({ transformation }) => transformation === "formatted" || transformation === "joined",
  );
  return texts.map((link) => ({ field: fieldOf(link), leaf: trace }));
}

function fieldOf({ resource, path }: Pick<Link, "resource" | "path">): string {
  return `${resourceKey(resource)} ${toPointer(path)}`;
}

/** The first items of each list that came; objects and other fields stay. */
function withoutCrowds(links: readonly Link[]): Link[] {
  const came = new Map<string, number>();
  return links.filter((link) => {
    if (link.present || !endsInItem(link.path)) return true;
    const list = fieldOf({ ...link, path: link.path.slice(0, -1) });
    const count = (came.get(list) ?? 0) + 1;
    came.set(list, count);
    return count <= MOST_CAME;
  });
}

function endsInItem(path: Path): boolean {
  return typeof path.at(-1) === "object";
}
