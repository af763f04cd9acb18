import type { Operation } from "fast-json-patch";
import type { Json, JsonObject } from "../../../../src/vocabulary/index.ts";
import type { How } from "./row.ts";

/** Adds a field, or gives it another value. */
export function put(path: string, value: Json): readonly Operation[] {
  return [{ op: "add", path, value }];
}

export function take(path: string): readonly Operation[] {
  return [{ op: "remove", path }];
}

export function move(from: string, path: string): readonly Operation[] {
  return [{ op: "move", from, path }];
}

/** A person's `kubectl edit`. */
export function byEdit(patch: readonly Operation[]): readonly How[] {
  return [{ tool: "edit", patch }];
}

/** A server-side apply by another manager, which takes over what it names. */
export function byBot(fields: JsonObject): readonly How[] {
  return [{ tool: "apply", manager: "platform-bot", fields }];
}

export function byRequest(
  manager: string,
  patch: readonly Operation[] | JsonObject,
  subresource?: "status" | "scale",
): readonly How[] {
  return [{ tool: "request", manager, patch, ...(subresource !== undefined && { subresource }) }];
}

/** `kubectl before… TARGETS after…` */
export function byKubectl(before: string, after: readonly string[] = []): readonly How[] {
  return [{ tool: "kubectl", args: (targets) => [...before.split(" "), ...targets, ...after] }];
}
