import { changesBetween } from "../git/patch.ts";
import { demandBody, demandTitle } from "../rules/limits.ts";
import { demandAuthor } from "../rules/permissions.ts";
import { Refusal } from "../rules/refusal.ts";
import { commitShape } from "../shapes/commits.ts";
import { fileShape, type PullPlace, pullShape, simplePullShape } from "../shapes/pulls.ts";
import type { Conversation } from "../state/model.ts";
import { commitsOf, mergeBase } from "../state/pulls.ts";
import { listed } from "./paging.ts";
import { type Answer, found, ok, type RepositoryCall, type Routes, within } from "./route.ts";

const FILES_LIMIT = 3_000;
const COMMITS_LIMIT = 250;

export const PULLS: Routes = {
  "pulls/list": within(["pull_requests:read"], listPulls),
  "pulls/get": within(["pull_requests:read"], async (call) => ok(await pullShape(call.web, pullOf(call)))),
  "pulls/update": within(["pull_requests:write"], updatePull),
  "pulls/list-files": within(["pull_requests:read"], listFiles),
  "pulls/list-commits": within(["pull_requests:read"], listCommits),
};

/** The pull request that the path names. @throws Refusal 404 */
export function pullOf(call: RepositoryCall): PullPlace {
  const { repository } = call;
  const conversation = found(repository.conversations.get(call.path.number("pull_number")));
  return { repository, conversation, pull: found(conversation.pull) };
}

function listPulls(call: RepositoryCall): Promise<Answer> {
  const { query, repository, web } = call;
  const [state, head, base] = [query.text("state"), query.optionalText("head"), query.optionalText("base")];
  const all = [...repository.conversations.values()].flatMap((conversation) => placesOf(call, conversation));
  const wanted = all.filter(
    ({ conversation, pull }) =>
      (state === "all" || conversation.state === state) &&
      (head === null || head === `${pull.headRepository.owner.login}:${pull.headBranch}`) &&
      (base === null || base === pull.baseBranch),
  );
  const newest = query.optionalText("direction") === "asc" ? wanted : wanted.reverse();
  return listed(call, newest, (place) => simplePullShape(web, place));
}

function placesOf({ repository }: RepositoryCall, conversation: Conversation): readonly PullPlace[] {
  return conversation.pull === null ? [] : [{ repository, conversation, pull: conversation.pull }];
}

async function updatePull(call: RepositoryCall): Promise<Answer> {
  const place = pullOf(call);
  const { conversation } = place;
  const { body, state } = call;
  demandAuthor(call.actor, conversation.author);
  if (body.has("base")) throw new Refusal(422, "Validation Failed", ["the server for tests moves no pull request"]);
  if (body.has("title")) demandTitle("PullRequest", body.text("title"));
  demandBody("PullRequest", body.optionalText("body") ?? "", { blank: true });
  if (body.has("title")) conversation.title = body.text("title");
  if (body.has("body")) conversation.body = body.optionalText("body");
  if (body.has("state")) {
    conversation.state = body.text("state") === "open" ? "open" : "closed";
    conversation.closedAt = conversation.state === "open" ? null : state.now();
  }
  conversation.updatedAt = state.now();
  return ok(await pullShape(call.web, place));
}

/** From where the head left the base branch, three dots as git writes it; 3,000 files at most. */
async function listFiles(call: RepositoryCall): Promise<Answer> {
  const { repository, pull } = pullOf(call);
  const changes = await changesBetween(repository.git, await mergeBase(repository, pull), pull.headSha);
  const shape = (change: (typeof changes)[number]) => fileShape(call.web, repository, { change, commit: pull.headSha });
  return listed(call, changes.slice(0, FILES_LIMIT), shape);
}

/** 250 commits at most. */
async function listCommits(call: RepositoryCall): Promise<Answer> {
  const { repository, pull } = pullOf(call);
  const commits = (await commitsOf(repository, pull)).slice(0, COMMITS_LIMIT);
  return listed(call, commits, (sha) => commitShape(call.web, repository, sha));
}
