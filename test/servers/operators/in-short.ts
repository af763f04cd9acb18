import { expect } from "vitest";
import { type Finding, serviceTitle } from "../../../src/vocabulary/index.ts";

/** A finding as one line (kind, layer, what, where, why, who undoes it), and the sentences of what follows from it. */
export type Said = readonly [string, ...string[]];

export function inShort(finding: Finding): Said {
  const { kind, layer, resource, keyedPath, reason, undoneBy, consequences } = finding;
  const where = keyedPath === null ? [] : [keyedPath];
  const why = reason === null ? [] : [`(${reason})`];
  const undone = undoneBy === null ? [] : [`undone by ${undoneBy}`];
  return [[kind, layer, titleOf(resource), ...where, ...why, ...undone].join(" "), ...consequences];
}

/** What is to be said: the line word for word, and of each consequence what it is about. */
export function said(line: string, ...consequences: readonly string[]): Said {
  return [line, ...consequences.map((about): string => expect.stringContaining(about))];
}

function titleOf(resource: Finding["resource"]): string {
  if (resource.type === "kubernetes") return `${resource.kind} ${resource.name}`;
  return resource.type === "values" ? resource.application : serviceTitle(resource);
}
