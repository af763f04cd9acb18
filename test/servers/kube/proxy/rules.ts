/** Which requests a rule is for; every part that is given must fit. */
export interface Matcher {
  /** `GET`, `POST` … */
  readonly method?: string;
  /** The path without its query: a string is a prefix. */
  readonly path?: string | RegExp;
  /** The query as it was sent, without the question mark. */
  readonly query?: RegExp;
}

/** What the proxy does to a request. */
export type Fault =
  /** Waits before it passes the request on: a slow network, once per round trip. */
  | { readonly kind: "delay"; readonly ms: number }
  /** Answers itself, as the API server would: a Status, and Retry-After when seconds are given. */
  | { readonly kind: "answer"; readonly status: number; readonly message?: string; readonly retryAfterSeconds?: number }
  /** Cuts the connection before an answer. */
  | { readonly kind: "cut" }
  /** Never answers. */
  | { readonly kind: "stall" }
  /** Passes on so many bytes of the answer's body, then cuts the connection. */
  | { readonly kind: "truncate"; readonly bytes: number }
  /** Says 410 Expired to every page of a list but the first. */
  | { readonly kind: "expire-continue" }
  /** The group is not served: gone from discovery and OpenAPI, 404 below it. */
  | { readonly kind: "hide-group"; readonly group: string }
  /** The group's server is down: stale in aggregated discovery, 503 below it. */
  | { readonly kind: "stale-group"; readonly group: string };

export interface FaultRule {
  readonly fault: Fault;
  /** Default: every request. */
  readonly match?: Matcher;
  /** How many matching requests go by untouched first. Default 0. */
  readonly after?: number;
  /** How often it acts. Default: always. */
  readonly times?: number;
}

/** One request as the rules see it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: string;
}

/** True when the request fits every part of the matcher. */
export function matches(matcher: Matcher, { method, path, query }: Asked): boolean {
  if (matcher.method !== undefined && matcher.method !== method) return false;
  if (matcher.query !== undefined && !matcher.query.test(query)) return false;
  if (typeof matcher.path === "string") return path.startsWith(matcher.path);
  return matcher.path === undefined || matcher.path.test(path);
}

/** The rules of a proxy and how often each has been met. */
export class RuleBook {
  readonly #rules: readonly FaultRule[];
  readonly #met: number[];

  constructor(rules: readonly FaultRule[]) {
    this.#rules = rules;
    this.#met = rules.map(() => 0);
  }

  /** All faults for this request, in the order of the rules; counts as one meeting for each rule that matches. */
  faultsFor(asked: Asked): Fault[] {
    return this.#rules.filter((rule, index) => this.#acts(rule, index, asked)).map(({ fault }) => fault);
  }

  #acts(rule: FaultRule, index: number, asked: Asked): boolean {
    if (!matches(rule.match ?? {}, asked) || !concerns(rule.fault, asked)) return false;
    const met = this.#met[index] ?? 0;
    this.#met[index] = met + 1;
    const { after = 0, times = Number.POSITIVE_INFINITY } = rule;
    return met >= after && met < after + times;
  }
}

/** Some faults are about certain requests by nature. */
function concerns(fault: Fault, { path, query }: Asked): boolean {
  if (fault.kind === "expire-continue") return new URLSearchParams(query).has("continue");
  if (fault.kind === "hide-group" || fault.kind === "stale-group") {
    return path === "/apis" || path === "/openapi/v3" || isBelowGroup(path, fault.group);
  }
  return true;
}

/** True for requests to the group itself, its resources or its OpenAPI document. */
export function isBelowGroup(path: string, group: string): boolean {
  return [`/apis/${group}`, `/openapi/v3/apis/${group}`].some((at) => path === at || path.startsWith(`${at}/`));
}
