import { type Finding, serviceTitle } from "../../../src/vocabulary/index.ts";

/** A finding in one line: kind, layer, what, where, why, who undoes it, and what follows. */
export function inShort(finding: Finding): string {
  const { kind, layer, resource, keyedPath, reason, undoneBy, consequences } = finding;
  const title = titleOf(resource);
  const where = keyedPath === null ? [] : [keyedPath];
  const why = reason === null ? [] : [`(${reason})`];
  const undone = undoneBy === null ? [] : [`undone by ${undoneBy}`];
  const also = consequences.length === 0 ? [] : [`+ ${consequences.join(" + ")}`];
  return [kind, layer, title, ...where, ...why, ...undone, ...also].join(" ");
}

function titleOf(resource: Finding["resource"]): string {
  if (resource.type === "kubernetes") return `${resource.kind} ${resource.name}`;
  return resource.type === "values" ? resource.application : serviceTitle(resource);
}
