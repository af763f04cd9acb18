import type { Repository, Run, RunAnnotation } from "../state/model.ts";
import { appShape } from "./accounts.ts";
import { repositoryApi, repositoryPage } from "./repository.ts";
import type { Web } from "./web.ts";

/** `check-run`. */
export function runShape(web: Web, repository: Repository, run: Run): object {
  const url = `${repositoryApi(web, repository)}/check-runs/${run.id}`;
  return {
    id: run.id,
    node_id: `CR_${run.id}`,
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId ?? "",
    url,
    html_url: `${repositoryPage(web, repository)}/runs/${run.id}`,
    details_url: run.detailsUrl ?? `${web.html}/apps/${run.app.slug}`,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suite },
    app: appShape(web, run.app),
    pull_requests: pullsAt(web, repository, run.headSha),
  };
}

/** `check-annotation`. */
export function annotationShape(web: Web, repository: Repository, at: { run: Run; annotation: RunAnnotation }): object {
  const path = at.annotation.path.split("/").map(encodeURIComponent).join("/");
  return { ...at.annotation, blob_href: `${repositoryPage(web, repository)}/blob/${at.run.headSha}/${path}` };
}

/** `pull-request-minimal` of those whose head this is, within the repository. */
function pullsAt(web: Web, repository: Repository, sha: string): readonly object[] {
  const end = (branch: string, commit: string, of: Repository) => ({
    ref: branch,
    sha: commit,
    repo: { id: of.id, url: repositoryApi(web, of), name: of.name },
  });
  return [...repository.conversations.values()].flatMap(({ id, number, pull, state }) =>
    pull === null || state === "closed" || pull.headSha !== sha || pull.headRepository !== repository
      ? []
      : [
          {
            id,
            number,
            url: `${repositoryApi(web, repository)}/pulls/${number}`,
            head: end(pull.headBranch, pull.headSha, pull.headRepository),
            base: end(pull.baseBranch, pull.baseSha, repository),
          },
        ],
  );
}
