import type { Repository } from "../state/model.ts";
import { userShape } from "./accounts.ts";
import { exampleOf, renamed } from "./example.ts";
import { timeOf, type Web } from "./web.ts";

const REPOSITORY = exampleOf("repository");

/** `full-repository` and whatever holds less of it. */
export function repositoryShape(web: Web, repository: Repository): Readonly<Record<string, unknown>> {
  const { owner, name } = repository;
  return {
    ...renamed(REPOSITORY, { web, owner: owner.login, repository: name }),
    id: repository.id,
    node_id: `R_${repository.id}`,
    owner: userShape(web, owner),
    private: repository.private,
    visibility: repository.private ? "private" : "public",
    fork: repository.parent !== null,
    archived: repository.archived,
    has_issues: !repository.issuesDisabled,
    default_branch: repository.defaultBranch,
    created_at: timeOf(repository.createdAt),
    updated_at: timeOf(repository.createdAt),
    pushed_at: timeOf(repository.createdAt),
    has_discussions: false,
    network_count: 0,
    subscribers_count: 0,
  };
}

/** Where a repository's API begins. */
export function repositoryApi(web: Web, repository: Repository): string {
  return `${web.api}/repos/${repository.fullName}`;
}

export function repositoryPage(web: Web, repository: Repository): string {
  return `${web.html}/${repository.fullName}`;
}
