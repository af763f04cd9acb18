import { demandForConversation } from "../rules/permissions.ts";
import { Refusal } from "../rules/refusal.ts";
import { labelShape, labelShapes } from "../shapes/conversations.ts";
import type { Conversation, Label } from "../state/model.ts";
import { conversationOf, namesOf } from "./issues.ts";
import { listed, pageOf } from "./paging.ts";
import { type Answer, created, found, ok, type RepositoryCall, type Routes, within } from "./route.ts";

const READ = ["issues:read", "pull_requests:read"] as const;
const WRITE = ["issues:write", "pull_requests:write"] as const;

export const LABELS: Routes = {
  "issues/list-labels-for-repo": within(READ, (call) =>
    listed(call, [...call.repository.labels.values()], (label) => shapeOf(call, label)),
  ),
  "issues/get-label": within(READ, (call) =>
    ok(shapeOf(call, found(call.repository.labels.get(call.path.text("name").toLowerCase())))),
  ),
  "issues/create-label": within(WRITE, createLabel),
  "issues/list-labels-on-issue": within(READ, (call) => {
    const { items, headers } = pageOf(call, labelShapes(call.web, call.repository, conversationOf(call)));
    return { status: 200, body: items, headers };
  }),
  "issues/add-labels": within(WRITE, (call) => setLabels(call, (conversation) => conversation.labels)),
  "issues/set-labels": within(WRITE, (call) => setLabels(call, () => [])),
};

function shapeOf(call: RepositoryCall, label: Label): object {
  return labelShape(call.web, call.repository, label);
}

function createLabel(call: RepositoryCall): Answer {
  const { body, repository, state } = call;
  const name = body.text("name");
  if (repository.labels.has(name.toLowerCase())) {
    throw new Refusal(422, "Validation Failed", [{ resource: "Label", code: "already_exists", field: "name" }]);
  }
  const color = body.optionalText("color") ?? "ededed";
  const label = { id: state.nextId(), name, color, description: body.optionalText("description") };
  repository.labels.set(name.toLowerCase(), label);
  return created(shapeOf(call, label));
}

function setLabels(call: RepositoryCall, kept: (conversation: Conversation) => readonly string[]): Answer {
  const conversation = conversationOf(call);
  demandForConversation(call.actor, call.repository, { conversation, level: "write" });
  const names = [...kept(conversation), ...namesOf(call.body)];
  const labels = names.map((name) => call.state.label(call.repository, name).name);
  conversation.labels = [...new Set(labels)];
  return ok(labelShapes(call.web, call.repository, conversation));
}
