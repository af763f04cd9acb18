import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Forwarder } from "./forward.ts";
import { RequestLog } from "./request-log.ts";
import { rewriteFor } from "./rewrite.ts";
import { type Asked, type Fault, type FaultRule, type Matcher, matches, RuleBook } from "./rules.ts";
import { answerStatus, answerUnknownPath } from "./status-answer.ts";

export interface HandlerOptions {
  readonly forwarder: Forwarder;
  readonly rules: readonly FaultRule[];
  readonly allow: readonly Matcher[];
}

/** What happens to each request: the guard first, then the rules, then the server behind. */
export class ProxyHandler {
  readonly log = new RequestLog();
  readonly #forwarder: Forwarder;
  readonly #allow: readonly Matcher[];
  readonly #refused: string[] = [];
  #rules: RuleBook;

  constructor({ forwarder, rules, allow }: HandlerOptions) {
    this.#forwarder = forwarder;
    this.#allow = allow;
    this.#rules = new RuleBook(rules);
  }

  setRules(rules: readonly FaultRule[]): void {
    this.#rules = new RuleBook(rules);
  }

  /** @throws Error that lists what the guard refused. */
  assertNothingRefused(): void {
    if (this.#refused.length === 0) return;
    throw new Error(`These requests were refused, since only GET is allowed: ${this.#refused.join(", ")}`);
  }

  /** A failing connection to the server behind cuts this one: the client must see a network error, not an answer. */
  async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = readAsked(incoming);
    const ending = this.log.add(asked);
    response.on("finish", () => {
      ending.status = response.statusCode;
    });
    try {
      await this.#serve(asked, incoming, response);
    } catch (error) {
      ending.failure = String(error);
      response.destroy();
    }
  }

  async #serve(asked: Asked, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!this.#mayPass(asked)) {
      this.#refused.push(`${asked.method} ${asked.path}`);
      return answerStatus(response, { status: 405, message: `the proxy lets no ${asked.method} through` });
    }
    const faults = this.#rules.faultsFor(asked);
    for (const fault of faults) {
      if (fault.kind === "delay") await sleep(fault.ms);
      else if (replaces(fault, asked, response)) return;
    }
    const rewrites = faults.map((fault) => rewriteFor(fault, asked.path)).filter((rewrite) => rewrite !== null);
    const truncation = faults.find((fault) => fault.kind === "truncate");
    await this.#forwarder.pass({ incoming, response, rewrites, truncateAt: truncation?.bytes ?? null });
  }

  #mayPass(asked: Asked): boolean {
    return asked.method === "GET" || this.#allow.some((matcher) => matches(matcher, asked));
  }
}

function readAsked(incoming: IncomingMessage): Asked {
  const [path = "/", ...query] = (incoming.url ?? "/").split("?");
  return { method: incoming.method ?? "GET", path, query: query.join("?") };
}

/** Gives true when the fault takes the place of the server's answer. */
function replaces(fault: Fault, { path }: Asked, response: ServerResponse): boolean {
  switch (fault.kind) {
    case "answer":
      answerStatus(response, fault);
      return true;
    case "cut":
      response.destroy();
      return true;
    case "stall":
      return true;
    case "expire-continue":
      answerStatus(response, { status: 410, message: "The provided continue parameter is too old" });
      return true;
    case "hide-group":
      if (rewriteFor(fault, path) !== null) return false;
      answerUnknownPath(response);
      return true;
    case "stale-group":
      if (!path.startsWith(`/apis/${fault.group}`)) return false;
      answerStatus(response, { status: 503, message: "the server is currently unable to handle the request" });
      return true;
    case "delay":
    case "truncate":
      return false;
    default:
      return fault satisfies never;
  }
}
