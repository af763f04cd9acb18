import type { DescriptionChecker, KnownRequest } from "./description/checker.ts";
import type { RequestLog } from "./request-log.ts";
import { Input } from "./routes/input.ts";
import { type Answer, type Call, found, type Route, type Routes } from "./routes/route.ts";
import { demand } from "./rules/permissions.ts";
import { Refusal } from "./rules/refusal.ts";
import type { Web } from "./shapes/web.ts";
import { followPushes } from "./state/pulls.ts";
import type { State } from "./state/state.ts";

export interface RestWorld {
  readonly state: State;
  readonly web: Web;
  readonly routes: Routes;
  readonly checker: DescriptionChecker;
  readonly log: RequestLog;
}

export interface RestRequest {
  /** How violations name it: `POST /repos/o/r/issues`. */
  readonly name: string;
  readonly known: KnownRequest;
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** Answers a request that the description knows, and checks the answer. */
export async function answerRest(world: RestWorld, request: RestRequest): Promise<Answer> {
  const { known, name } = request;
  const answer = await refusalsAsAnswers(() => handle(world, request));
  const wrong = world.checker.answer(known.operation, answer.status, answer.body);
  world.log.violate(`${name} answered ${answer.status}`, wrong);
  return answer;
}

/** What does not fit the description is a mistake of the caller, whatever GitHub would make of it. */
export function refuseWrong(log: RequestLog, { name, known }: Pick<RestRequest, "name" | "known">): Answer | null {
  if (known.wrong.length === 0) return null;
  log.violate(name, known.wrong);
  const errors = known.wrong.map(({ field, why }) => ({
    resource: known.operation,
    field,
    code: "invalid",
    message: `${field} ${why}`,
  }));
  return { status: 422, body: new Refusal(422, "Invalid request.", errors).body };
}

export async function refusalsAsAnswers(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: error.body };
    throw error;
  }
}

async function handle(world: RestWorld, { known, url, authorization, body }: RestRequest): Promise<Answer> {
  const route = found<Route>(world.routes[known.operation]);
  const call: Call = {
    state: world.state,
    web: world.web,
    actor: world.state.tokens.actor(authorization),
    url,
    path: new Input(known.path),
    query: new Input(known.query),
    body: new Input(body),
  };
  if (route.scope === "all") return route.handle(call);
  const repository = found(world.state.repository(call.path.text("owner"), call.path.text("repo")));
  demand(call.actor, repository, route.needs);
  await followPushes(world.state, repository);
  return route.handle({ ...call, repository });
}
