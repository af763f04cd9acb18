import type { Need } from "../rules/permissions.ts";
import { notFound } from "../rules/refusal.ts";
import type { Web } from "../shapes/web.ts";
import type { Repository } from "../state/model.ts";
import type { Actor } from "../state/people.ts";
import type { State } from "../state/state.ts";
import type { Input } from "./input.ts";

/** One request on its way. */
export interface Call {
  readonly state: State;
  readonly web: Web;
  readonly actor: Actor;
  /** The address that was asked for, query included. */
  readonly url: URL;
  readonly path: Input;
  readonly query: Input;
  readonly body: Input;
}

/** A call below `/repos/{owner}/{repo}`. */
export interface RepositoryCall extends Call {
  readonly repository: Repository;
}

export interface Answer {
  readonly status: number;
  /** Null where there is no content. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Route =
  | { readonly scope: "all"; readonly handle: (call: Call) => Promise<Answer> | Answer }
  | {
      readonly scope: "repository";
      readonly needs: readonly Need[];
      readonly handle: (call: RepositoryCall) => Promise<Answer> | Answer;
    };

/** Routes by GitHub's operation id. */
export type Routes = Readonly<Record<string, Route>>;

/** A route of a repository that takes one of the permissions. */
export function within(needs: readonly Need[], handle: (call: RepositoryCall) => Promise<Answer> | Answer): Route {
  return { scope: "repository", needs, handle };
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function created(body: unknown): Answer {
  return { status: 201, body };
}

export const NO_CONTENT: Answer = { status: 204, body: null };

/** @throws Refusal when there is none. */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw notFound();
  return value;
}
