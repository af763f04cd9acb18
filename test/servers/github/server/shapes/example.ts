import { createRequire } from "node:module";
import type { Web } from "./web.ts";

/** The package's entry is JSON, which an import would have to say. */
const require = createRequire(import.meta.url);
const EVENTS: unknown = require("@octokit/webhooks-examples");

const PULL_REQUEST = "pull_request";

/** The payload of a `pull_request` event as GitHub once sent it, of this action. */
export function payloadExample(action: string): Readonly<Record<string, unknown>> {
  const event = itemsOf(EVENTS).find((candidate) => recordOf(candidate)["name"] === PULL_REQUEST);
  const found = itemsOf(recordOf(event)["examples"]).find((payload) => recordOf(payload)["action"] === action);
  if (found === undefined) throw new Error(`GitHub's examples of ${PULL_REQUEST} have none of ${action}`);
  return recordOf(found);
}

const SYNCHRONIZE = payloadExample("synchronize");

/** A user, repository or pull request of that payload, by its path. */
export function exampleOf(...path: readonly string[]): Readonly<Record<string, unknown>> {
  return path.reduce<Readonly<Record<string, unknown>>>((value, key) => recordOf(value[key]), SYNCHRONIZE);
}

export interface Names {
  readonly web: Web;
  readonly owner: string;
  readonly repository?: string;
}

/** The example with the addresses and names of this server. */
export function renamed(example: unknown, { web, owner, repository }: Names): Readonly<Record<string, unknown>> {
  const text = JSON.stringify(example)
    .replaceAll("https://api.github.com", web.api)
    .replaceAll(/https:\/\/github\.com/g, web.html)
    .replaceAll("Codertocat", owner)
    .replaceAll("Hello-World", repository ?? "Hello-World");
  return recordOf(JSON.parse(text));
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (value === null || typeof value !== "object") throw new Error("GitHub's example is no object");
  return Object.fromEntries(Object.entries(value));
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
