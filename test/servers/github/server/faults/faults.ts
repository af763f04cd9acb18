/** Which requests a fault meets; all that are given must fit. */
export interface FaultMatch {
  /** GitHub's operation id (`issues/create-comment`), `graphql`, or a field of a GraphQL request (`resolveReviewThread`). */
  readonly operation?: string;
  readonly method?: string;
  /** Part of the path below the base path. */
  readonly path?: string | RegExp;
  /** How many requests are met. Default 1. */
  readonly times?: number;
  /** How many that fit pass first. Default 0. */
  readonly after?: number;
}

export interface FailFault extends FaultMatch {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: GitHub's words for the status. */
  readonly body?: unknown;
}

export type Effect =
  /** Nothing is done, and this is the answer. */
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: unknown;
    }
  /** Nothing is done, and the connection breaks. */
  | { readonly kind: "reset" }
  /** All is done, and the connection breaks, or a gateway answers in the server's stead. */
  | { readonly kind: "lose"; readonly status: number | null }
  | { readonly kind: "delay"; readonly ms: number };

/** A request as faults see it. */
export interface FaultSubject {
  readonly operations: readonly string[];
  readonly method: string;
  readonly path: string;
}

interface Rule {
  readonly match: FaultMatch;
  readonly effect: Effect;
  pass: number;
  left: number;
}

/** What is to go wrong, in the order in which it was asked for. */
export class Faults {
  readonly #rules: Rule[] = [];

  add(match: FaultMatch, effect: Effect): void {
    this.#rules.push({ match, effect, pass: match.after ?? 0, left: match.times ?? 1 });
  }

  /** Every delay that fits, and the first other fault that fits; each is used up by one. */
  take(subject: FaultSubject): readonly Effect[] {
    const taken: Effect[] = [];
    for (const rule of this.#rules) {
      if (rule.left === 0 || !fits(rule.match, subject)) continue;
      if (rule.pass > 0) {
        rule.pass -= 1;
        continue;
      }
      if (rule.effect.kind !== "delay" && taken.some(({ kind }) => kind !== "delay")) continue;
      rule.left -= 1;
      taken.push(rule.effect);
    }
    return taken;
  }

  /** What was asked for and never met a request: a test that relies on it tests nothing. */
  get unused(): readonly FaultMatch[] {
    return this.#rules.filter(({ left }) => left > 0).map(({ match }) => match);
  }
}

function fits({ operation, method, path }: FaultMatch, subject: FaultSubject): boolean {
  if (operation !== undefined && !subject.operations.includes(operation)) return false;
  if (method !== undefined && method.toUpperCase() !== subject.method) return false;
  if (path === undefined) return true;
  return typeof path === "string" ? subject.path.includes(path) : path.test(subject.path);
}
