import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import type { DescriptionChecker, KnownRequest } from "./description/checker.ts";
import { type Effect, Faults } from "./faults/faults.ts";
import { answerGraphql, type ReadQuery, readQuery } from "./graphql/answer.ts";
import { demandHeaders, usualHeaders } from "./headers.ts";
import { type Bound, type Incoming, read, seen } from "./incoming.ts";
import { type LoggedRequest, RequestLog } from "./request-log.ts";
import { answerRest, refusalsAsAnswers, refuseWrong } from "./rest.ts";
import { ROUTES } from "./routes/index.ts";
import type { Answer } from "./routes/route.ts";
import { notFound, Refusal } from "./rules/refusal.ts";
import type { Web } from "./shapes/web.ts";
import type { State } from "./state/state.ts";

const NOTHING_WRITTEN = new Set(["apps/create-installation-access-token"]);

/** Takes requests through log, faults, description and rules, in that order. */
export class Application {
  readonly log = new RequestLog();
  readonly faults = new Faults();
  /** Known once the server listens. */
  web: Web = { html: "http://127.0.0.1", api: "http://127.0.0.1/api/v3" };
  readonly #state: State;
  readonly #checker: DescriptionChecker;
  readonly #env: NodeJS.ProcessEnv;
  readonly fetch: Hono<{ Bindings: HttpBindings }>["fetch"];

  constructor(parts: { readonly state: State; readonly checker: DescriptionChecker; readonly env: NodeJS.ProcessEnv }) {
    this.#state = parts.state;
    this.#checker = parts.checker;
    this.#env = parts.env;
    const app = new Hono<{ Bindings: HttpBindings }>();
    app.all("*", (context) => this.#take(context));
    app.onError((error, context) => {
      this.log.violate(`${context.req.method} ${context.req.path}`, [{ field: "server", why: String(error.stack) }]);
      return context.json({ message: "Server Error" }, 500);
    });
    this.fetch = app.fetch;
  }

  async #take(context: Bound): Promise<Response> {
    const incoming = await read(context);
    const query = incoming.graphql ? readQuery(incoming.body) : null;
    const known = incoming.graphql ? null : this.#checker.request(seen(incoming));
    const entry = this.#note(incoming, known, query);
    const effects = this.faults.take(subjectOf(incoming, entry));
    for (const effect of effects) if (effect.kind === "delay") await sleep(effect.ms);
    const fault = effects.find(({ kind }) => kind !== "delay");
    if (fault?.kind === "reset") return broken(context);
    const answer = await this.#answer(incoming, { known, query, fault });
    if (fault?.kind === "lose" && fault.status === null) return broken(context);
    const last = fault?.kind === "lose" ? { status: fault.status ?? 502, body: { message: "Server Error" } } : answer;
    entry.status = last.status;
    return responseOf(last, this.#state.now());
  }

  #note(incoming: Incoming, known: KnownRequest | null, query: ReadQuery | null): LoggedRequest {
    const operation = incoming.graphql ? "graphql" : (known?.operation ?? null);
    const writes = incoming.graphql ? (query?.mutation ?? false) : incoming.method !== "GET";
    const entry: LoggedRequest = {
      method: incoming.method,
      path: `${incoming.path}${incoming.url.search}`,
      operation,
      fields: query?.fields ?? [],
      write: writes && !NOTHING_WRITTEN.has(operation ?? ""),
      body: incoming.body,
      userAgent: incoming.headers["user-agent"] ?? "",
      status: null,
    };
    this.log.requests.push(entry);
    return entry;
  }

  async #answer(
    incoming: Incoming,
    at: { known: KnownRequest | null; query: ReadQuery | null; fault: Effect | undefined },
  ): Promise<Answer> {
    const { known, query, fault } = at;
    const name = `${incoming.method} ${incoming.path}`;
    const wrong = known === null ? null : refuseWrong(this.log, { name, known });
    if (!incoming.graphql && known === null)
      this.log.violate(name, [{ field: "path", why: "is no operation that this server knows" }]);
    if (fault?.kind === "answer") return fault;
    return refusalsAsAnswers(async () => {
      demandHeaders(incoming.headers, incoming.text !== "");
      if (incoming.text !== "" && incoming.body === undefined) throw new Refusal(400, "Problems parsing JSON");
      if (incoming.graphql) return this.#graphql(incoming, query);
      if (known === null) throw notFound();
      const { url, body, headers } = incoming;
      const world = { state: this.#state, web: this.web, routes: ROUTES, checker: this.#checker, log: this.log };
      return wrong ?? answerRest(world, { name, known, url, authorization: headers["authorization"], body });
    });
  }

  async #graphql({ headers }: Incoming, query: ReadQuery | null): Promise<Answer> {
    const actor = this.#state.tokens.actor(headers["authorization"]);
    if (query === null) {
      this.log.violate("POST graphql", [{ field: "body.query", why: "is no GraphQL" }]);
      return {
        status: 200,
        body: { errors: [{ message: "A query attribute must be specified and must be a string." }] },
      };
    }
    const world = { state: this.#state, web: this.web, actor, log: this.log, env: this.#env };
    return { status: 200, body: await answerGraphql(world, query) };
  }
}

function subjectOf({ method, path }: Incoming, { operation, fields }: LoggedRequest): Parameters<Faults["take"]>[0] {
  return { method, path, operations: [...(operation === null ? [] : [operation]), ...fields] };
}

function broken(context: Bound): Response {
  context.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

function responseOf({ status, body, headers }: Answer, now: Date): Response {
  const all = { ...usualHeaders(now), ...headers };
  if (body === null) return new Response(null, { status, headers: all });
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...all },
  });
}
