import { userShape } from "./shapes/accounts.ts";
import { exampleOf, payloadExample } from "./shapes/example.ts";
import { pullShape } from "./shapes/pulls.ts";
import { repositoryShape } from "./shapes/repository.ts";
import type { Web } from "./shapes/web.ts";
import type { Repository } from "./state/model.ts";
import { followPushes } from "./state/pulls.ts";
import type { State } from "./state/state.ts";

export interface EventRequest {
  readonly repository: Repository;
  readonly number: number;
  readonly action: "opened" | "synchronize";
}

/** A payload as GitHub once sent it, about a pull request of this server. */
export async function pullRequestEvent(
  web: Web,
  state: State,
  { repository, number, action }: EventRequest,
): Promise<object> {
  await followPushes(state, repository);
  const conversation = repository.conversations.get(number);
  if (conversation === undefined || conversation.pull === null) throw new Error(`There is no pull request ${number}`);
  const { pull } = conversation;
  const { installation: _, ...payload } = payloadExample(action);
  return {
    ...payload,
    number,
    pull_request: { ...exampleOf("pull_request"), ...(await pullShape(web, { repository, conversation, pull })) },
    ...(action === "synchronize" && { before: pull.baseSha, after: pull.headSha }),
    repository: repositoryShape(web, repository),
    sender: userShape(web, conversation.author),
  };
}
