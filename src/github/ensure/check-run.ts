import type { Context } from "../context.ts";
import { failureOf, SkippedWrite } from "../failure.ts";
import type { CheckRun, Written } from "../port.ts";
import { changeOnce, makeOnce } from "../writer.ts";
import { attempt, type Done } from "../written.ts";
import { annotationOf, externalId, type Fingerprint, fingerprintOf } from "./check-run-state.ts";
import { newestCheckRun, type OwnCheckRun } from "./own-check-runs.ts";

/** As many annotations as GitHub takes at once. */
const BATCH = 50;

/**
 * One check run for each name and key at a commit. GitHub lets nobody take an annotation back: where those differ a new
 * run takes the place of the old one, since the newest of a name counts.
 */
export function ensureCheckRun(context: Context, commit: string, run: CheckRun): Promise<Written> {
  const what = `check run ${run.name}`;
  const target = { what, doing: `write the ${what} at ${commit.slice(0, 7)}`, permission: "checks: write" };
  const fingerprint = fingerprintOf(run);
  return attempt(target, () => new CheckRunWrite(context, { commit, run, fingerprint }).put());
}

interface Wanted {
  readonly commit: string;
  readonly run: CheckRun;
  readonly fingerprint: Fingerprint;
}

class CheckRunWrite {
  readonly #context: Context;
  readonly #commit: string;
  readonly #run: CheckRun;
  readonly #fingerprint: Fingerprint;

  constructor(context: Context, { commit, run, fingerprint }: Wanted) {
    this.#context = context;
    this.#commit = commit;
    this.#run = run;
    this.#fingerprint = fingerprint;
  }

  async put(): Promise<Done> {
    const found = await this.#find();
    if (found?.fingerprint.annotations !== this.#fingerprint.annotations) return this.#create();
    const update = found.fingerprint.rest !== this.#fingerprint.rest;
    if (update) await this.#update(found);
    const completed = await this.#complete(found);
    return { ...found, outcome: update || completed ? "configured" : "unchanged" };
  }

  #find(): Promise<OwnCheckRun | null> {
    return newestCheckRun(this.#context, this.#commit, this.#run);
  }

  async #create(): Promise<Done> {
    const { octokit, place } = this.#context;
    const first = this.#run.annotations.slice(0, BATCH);
    const options = { ...place, ...this.#body(), name: this.#run.name, head_sha: this.#commit };
    const made = await makeOnce<OwnCheckRun>(
      {
        what: `create the check run ${this.#run.name} at ${this.#commit.slice(0, 7)}`,
        make: async () => {
          const output = { ...this.#output(), annotations: first.map(annotationOf) };
          const { data } = await octokit.rest.checks.create({ ...options, output });
          return { id: data.id, url: data.html_url, fingerprint: this.#fingerprint, annotations: first.length };
        },
        look: async () => this.#ifSame(await this.#find()),
      },
      this.#context,
    ).catch(refusedByKind);
    await this.#complete(made);
    return { ...made, outcome: "created" };
  }

  /** Says something else in place; its annotations stay. */
  async #update({ id, url }: OwnCheckRun): Promise<void> {
    const { octokit, place, writer } = this.#context;
    const options = { ...place, ...this.#body(), check_run_id: id, output: this.#output() };
    await changeOnce(writer, `update the check run ${url ?? id}`, () => octokit.rest.checks.update(options));
  }

  /** Adds the annotations that have not arrived yet. Adding is not repeatable, so a lost answer is looked after. */
  async #complete(found: OwnCheckRun): Promise<boolean> {
    const { annotations } = this.#run;
    let { annotations: arrived } = found;
    const begun = arrived;
    while (arrived < annotations.length) arrived = await this.#addBatch(found, arrived);
    return arrived > begun;
  }

  /** @returns how many have arrived then. */
  #addBatch({ id, url }: OwnCheckRun, arrived: number): Promise<number> {
    const { octokit, place } = this.#context;
    const batch = this.#run.annotations.slice(arrived, arrived + BATCH).map(annotationOf);
    const output = { ...this.#output(), annotations: batch };
    const options = { ...place, check_run_id: id, output, request: { retries: 0 } };
    return makeOnce<number>(
      {
        what: `add ${batch.length} annotations to the check run ${url ?? id}`,
        make: async () => {
          await octokit.rest.checks.update(options);
          return arrived + batch.length;
        },
        look: async () => {
          const { data } = await octokit.rest.checks.get({ ...place, check_run_id: id });
          return data.output.annotations_count > arrived ? data.output.annotations_count : null;
        },
      },
      this.#context,
    );
  }

  #ifSame(found: OwnCheckRun | null): OwnCheckRun | null {
    const { annotations, rest } = this.#fingerprint;
    return found?.fingerprint.annotations === annotations && found.fingerprint.rest === rest ? found : null;
  }

  #body() {
    const { key, conclusion } = this.#run;
    return { external_id: externalId(key, this.#fingerprint), status: "completed", conclusion } as const;
  }

  #output() {
    const { title, summary, text } = this.#run;
    return { title, summary, ...(text !== null && { text }) };
  }
}

/** Only Apps have check runs. The token of a person is no mistake: the comment says the same. */
function refusedByKind(error: unknown): never {
  const failure = failureOf(error);
  if (failure?.status === 403 && /GitHub App|personal access token/i.test(failure.message)) {
    throw new SkippedWrite("only an App or the token of a workflow may create check runs");
  }
  throw error;
}
