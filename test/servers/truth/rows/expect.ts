import type { FindingKind } from "../../../../src/vocabulary/index.ts";
import type { Expected, Way, Writer } from "./row.ts";

export const EDIT = update("kubectl-edit");
export const PATCH = update("kubectl-patch");
export const SET = update("kubectl-set");
export const BOT: Writer = { manager: "platform-bot", operation: "Apply" };
export const CLIENT_APPLY = update("kubectl-client-side-apply");
export const CREATE = update("kubectl-create");

export function update(manager: string): Writer {
  return { manager, operation: "Update" };
}

/** Who wrote what git declares, by the way it was deployed. */
export function deployer(way: Way): Writer {
  switch (way) {
    case "client-side apply":
      return CLIENT_APPLY;
    case "server-side apply":
      return { manager: "kubectl", operation: "Apply" };
    case "helm 3":
      return update("helm");
    case "helm 4":
      return { manager: "helm", operation: "Apply" };
  }
}

export function changed(path: string, by: Writer): Expected {
  return expected("changed", path, by);
}

export function added(path: string, by: Writer | null): Expected {
  return expected("added", path, by);
}

/** A field that somebody took away: whoever it was left no trace, unless an atomic value around it keeps an owner. */
export function removed(path: string, by: Writer | null = null): Expected {
  return expected("removed", path, by);
}

export function pruned(path: string): Expected {
  return expected("pruned", path, null);
}

export function missing(): Expected {
  return expected("missing", "", null);
}

export function extra(by: Writer): Expected {
  return expected("extra", "", by);
}

function expected(kind: FindingKind, path: string, by: Writer | null): Expected {
  return { kind, layer: "cluster", path, by };
}
