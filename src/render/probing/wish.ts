import { type Path, resourceKey } from "../../vocabulary/index.ts";
import { startsWith } from "./leaves.ts";
import type { LeafTrace, Link, RenderedField, TraceWish } from "./trace.ts";

/** The part of a trace that was asked for. */
export function answerOf(leaves: readonly LeafTrace[], wish: TraceWish): readonly LeafTrace[] {
  if (wish.of === "everything" || wish.of === "unread") return leaves;
  if (wish.of === "leaves") return leaves.filter(({ leaf }) => wish.paths.some((path) => startsWith(leaf, path)));
  return leaves.flatMap((trace) => {
    const links = wish.fields.flatMap((field) => causes(trace.links, field));
    return links.length === 0 ? [] : [{ ...trace, links: [...new Set(links)] }];
  });
}

/** The links that move a field: itself, something in it, or something around it. */
export function causes(links: readonly Link[], field: RenderedField): Link[] {
  const key = resourceKey(field.resource);
  const same = links.filter((link) => resourceKey(link.resource) === key);
  if (field.path.length === 0) return causesOfObject(same);
  return same.filter(({ path }) => startsWith(field.path, path) || startsWith(path, field.path));
}

const NAME: Path = ["metadata", "name"];

/** An object is there because of what names it, and because of what adds it. */
function causesOfObject(links: readonly Link[]): Link[] {
  return links.flatMap((link) => {
    if (link.path.length === 0) return [link];
    return link.path.length === 2 && startsWith(link.path, NAME) ? [{ ...link, path: [] }] : [];
  });
}
