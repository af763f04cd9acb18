import type { Exclusion, IgnoreRule } from "../config/config.ts";
import { WORKLOAD } from "../systems/index.ts";
import type { Finding, Provenance } from "../vocabulary/index.ts";
import { identify } from "./finding.ts";
import { matchesGlob } from "./glob.ts";
import { remediesOf } from "./remedies.ts";

/** The environment and the day that rules are held against. `today` is an ISO date. */
export interface Day {
  readonly environment: string;
  readonly today: string;
}

/** True through the day of the expiry. */
export function isActive(rule: IgnoreRule | Exclusion, { environment, today }: Day): boolean {
  return concerns(rule, environment) && !isExpired(rule, today);
}

/** A finding for each rule of the environment that is past its expiry: it hides nothing any more, and somebody should know. */
export function expiredRules(rules: readonly (IgnoreRule | Exclusion)[], day: Day): Finding[] {
  return rules
    .filter((rule) => concerns(rule, day.environment) && isExpired(rule, day.today))
    .map((rule) => expiredFinding(rule, day.environment));
}

function isExpired({ expires }: IgnoreRule | Exclusion, today: string): boolean {
  return expires !== null && expires.slice(0, 10) < today;
}

function concerns(rule: IgnoreRule | Exclusion, environment: string): boolean {
  return rule.environment === null || matchesGlob(rule.environment, environment);
}

function expiredFinding(rule: IgnoreRule | Exclusion, environment: string): Finding {
  const { at, expires, ...scope } = rule;
  const place = placeOf(at);
  const resource = { type: "values", application: "", file: place?.file ?? at } as const;
  // The rule's scope tells it apart, so that the id survives a move to another line.
  const about = {
    kind: "risk",
    layer: "intent",
    resource,
    path: JSON.stringify(scope),
    reason: "expired-rule",
  } as const;
  return {
    ...identify(about, { environment, application: null, system: WORKLOAD }),
    path: null,
    keyedPath: null,
    attribution: null,
    provenance: place,
    reason: "expired-rule",
    undoneBy: null,
    consequences: [],
    ...remediesOf(about),
    message: `The rule at ${at} expired on ${expires ?? ""} and hides nothing any more (${rule.reason}): renew it or delete it.`,
  };
}

function placeOf(at: string): Provenance | null {
  const match = /^(.+):(\d+)$/.exec(at);
  const [, file, line] = match ?? [];
  return file === undefined
    ? null
    : { file, line: Number(line), column: 1, key: null, transformation: null, commit: null, author: null, time: null };
}
