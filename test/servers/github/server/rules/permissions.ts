import type { Conversation, Repository } from "../state/model.ts";
import type { Actor, Level } from "../state/people.ts";
import { notAccessible, notFound, Refusal } from "./refusal.ts";

/** `issues:write`, as GitHub's page about an operation names it. */
export type Need = `${string}:${Level}`;

/** @throws Refusal unless the actor holds at least one of the permissions for the repository. */
export function demand(actor: Actor, repository: Repository, anyOf: readonly Need[]): void {
  if (actor.kind === "app") throw new Refusal(403, "Resource not accessible by integration");
  if (!sees(actor, repository)) throw notFound();
  if (repository.archived && anyOf.some((need) => need.endsWith(":write"))) {
    throw new Refusal(403, "Repository was archived so is read-only.");
  }
  if (actor.kind === "user" || anyOf.length === 0 || anyOf.some((need) => holds(actor, repository, need))) return;
  throw notAccessible();
}

/** What is private is not there for others. */
export function sees(actor: Actor, repository: Repository): boolean {
  if (!repository.private || actor.kind === "user") return true;
  return actor.kind === "installation" && actor.repositories.has(repository.fullName);
}

function holds(actor: Extract<Actor, { kind: "installation" }>, repository: Repository, need: Need): boolean {
  const [name = "", level] = need.split(":");
  if (level === "read" && (name === "metadata" || !repository.private)) return true;
  if (!actor.repositories.has(repository.fullName)) return false;
  const held = actor.permissions[name];
  return held === "write" || (held === "read" && level === "read");
}

/** Pull requests are issues as well, but not the other way round. */
export function demandForConversation(
  actor: Actor,
  repository: Repository,
  { conversation, level }: { conversation: Conversation; level: Level },
): void {
  const forPulls: readonly Need[] = conversation.pull === null ? [] : [`pull_requests:${level}`];
  demand(actor, repository, [`issues:${level}`, ...forPulls]);
}

/** A locked conversation takes comments of people with write access only; no integration is one of them. */
export function demandUnlocked(actor: Actor, conversation: Conversation): void {
  if (!conversation.locked || (actor.kind === "user" && actor.role === "write")) return;
  throw new Refusal(403, "Unable to create comment because issue is locked.");
}

/** @throws Refusal when somebody without write access would change what another wrote. */
export function demandAuthor(actor: Actor, author: { readonly id: number }): void {
  if (actor.kind !== "user" || actor.role === "write" || actor.account.id === author.id) return;
  throw new Refusal(403, "Must have admin rights to Repository.");
}

/** The application behind an actor; people have none. */
export function demandApp(actor: Actor): Extract<Actor, { kind: "installation" }> {
  if (actor.kind === "installation") return actor;
  throw new Refusal(403, "You must authenticate via a GitHub App.");
}
