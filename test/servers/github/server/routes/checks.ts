import { demandApp } from "../rules/permissions.ts";
import { invalid, notAccessible, Refusal } from "../rules/refusal.ts";
import { annotationShape, runShape } from "../shapes/checks.ts";
import { timeOf } from "../shapes/web.ts";
import type { Run, RunAnnotation } from "../state/model.ts";
import type { Input } from "./input.ts";
import { listed, pageOf } from "./paging.ts";
import { type Answer, created, found, ok, type RepositoryCall, type Routes, within } from "./route.ts";

export const CHECKS: Routes = {
  "checks/create": within(["checks:write"], createRun),
  "checks/update": within(["checks:write"], updateRun),
  "checks/get": within(["checks:read"], (call) => ok(runShape(call.web, call.repository, runOf(call)))),
  "checks/list-annotations": within(["checks:read"], (call) => {
    const run = runOf(call);
    return listed(call, run.annotations, (annotation) =>
      annotationShape(call.web, call.repository, { run, annotation }),
    );
  }),
  "checks/list-for-ref": within(["checks:read"], listRuns),
};

function runOf(call: RepositoryCall): Run {
  const id = call.path.number("check_run_id");
  return found(call.repository.checkRuns.find((run) => run.id === id));
}

async function createRun(call: RepositoryCall): Promise<Answer> {
  const { body, repository, state } = call;
  const { app } = demandApp(call.actor);
  const headSha = body.text("head_sha");
  if ((await repository.git.resolve(headSha)) !== headSha) {
    throw new Refusal(422, `No commit found for SHA: ${headSha}`);
  }
  const before = repository.checkRuns.find((run) => run.headSha === headSha && run.app === app);
  const run: Run = {
    id: state.nextId(),
    app,
    headSha,
    suite: before?.suite ?? state.nextId(),
    name: body.text("name"),
    externalId: null,
    detailsUrl: null,
    status: "queued",
    conclusion: null,
    startedAt: null,
    completedAt: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
  };
  take(call, run);
  repository.checkRuns.push(run);
  return created(runShape(call.web, repository, run));
}

/** Only the app that made a check run may change it. */
function updateRun(call: RepositoryCall): Answer {
  const run = runOf(call);
  const { app } = demandApp(call.actor);
  if (app !== run.app) throw notAccessible();
  take(call, run);
  return ok(runShape(call.web, call.repository, run));
}

/** Annotations are added to those that are there; everything else replaces what was. */
function take(call: RepositoryCall, run: Run): void {
  const { body } = call;
  const ends = body.optionalText("status") === "completed" || body.has("completed_at");
  if (ends && !body.has("conclusion"))
    throw invalid("CheckRun", "conclusion", "conclusion is required once a run is completed");
  if (body.has("output")) takeOutput(body.inner("output"), run);
  if (body.has("name")) run.name = body.text("name");
  if (body.has("external_id")) run.externalId = body.text("external_id");
  if (body.has("details_url")) run.detailsUrl = body.text("details_url");
  if (body.has("started_at")) run.startedAt = body.text("started_at");
  if (body.has("status")) run.status = body.text("status");
  if (body.has("conclusion")) [run.status, run.conclusion] = ["completed", body.text("conclusion")];
  const now = timeOf(call.state.now());
  if (run.status !== "queued") run.startedAt ??= now;
  if (run.status === "completed") run.completedAt = body.optionalText("completed_at") ?? run.completedAt ?? now;
}

function takeOutput(output: Input, run: Run): void {
  const added = output.list("annotations").map(annotationOf);
  run.title = output.optionalText("title") ?? run.title;
  run.summary = output.optionalText("summary") ?? run.summary;
  run.text = output.optionalText("text") ?? run.text;
  run.annotations.push(...added);
}

/** Columns are for annotations of a single line. */
function annotationOf(input: Input): RunAnnotation {
  const [start, end] = [input.number("start_line"), input.number("end_line")];
  if (end < start) throw invalid("CheckRun", "annotations", "end_line must not be before start_line");
  if (input.has("start_column") && start !== end) {
    throw invalid("CheckRun", "annotations", "start_column needs an annotation of one line");
  }
  return {
    path: input.text("path"),
    start_line: start,
    end_line: end,
    start_column: input.optionalNumber("start_column"),
    end_column: input.optionalNumber("end_column"),
    annotation_level: input.text("annotation_level"),
    title: input.optionalText("title"),
    message: input.text("message"),
    raw_details: input.optionalText("raw_details"),
  };
}

/** With `filter=latest`, the default, one run for each name and app. */
async function listRuns(call: RepositoryCall): Promise<Answer> {
  const { query, repository } = call;
  const sha = found(await repository.git.resolve(call.path.text("ref")));
  const [name, app] = [query.optionalText("check_name"), query.optionalNumber("app_id")];
  const all = repository.checkRuns.filter(
    (run) => run.headSha === sha && (name === null || run.name === name) && (app === null || run.app.id === app),
  );
  const latest = new Map(all.map((run) => [`${run.app.id} ${run.name}`, run]));
  const wanted = (query.text("filter") === "all" ? all : [...latest.values()]).reverse();
  const { items, headers } = pageOf(call, wanted);
  const runs = items.map((run) => runShape(call.web, repository, run));
  return { status: 200, body: { total_count: wanted.length, check_runs: runs }, headers };
}
