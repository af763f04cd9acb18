import { changesBetween } from "../git/patch.ts";
import { commitShape } from "../shapes/commits.ts";
import { fileShape } from "../shapes/pulls.ts";
import { repositoryApi, repositoryPage, repositoryShape } from "../shapes/repository.ts";
import { pageOf } from "./paging.ts";
import { type Answer, found, ok, type RepositoryCall, type Routes, within } from "./route.ts";

const FILES_LIMIT = 300;

export const REPOSITORIES: Routes = {
  "repos/get": within([], (call) => ok(repositoryShape(call.web, call.repository))),
  "repos/get-commit": within(["contents:read"], async ({ repository, path, web }) =>
    ok(await commitShape(web, repository, found(await repository.git.resolve(path.text("ref"))))),
  ),
  "repos/compare-commits-with-basehead": within(["contents:read"], compare),
};

/** `base...head`; files come with the first page only, 300 at most. */
async function compare(call: RepositoryCall): Promise<Answer> {
  const { repository, web } = call;
  const [from = "", to = ""] = call.path.text("basehead").split("...");
  const base = found(await repository.git.resolve(from));
  const head = found(await repository.git.resolve(to));
  const start = (await repository.git.fixed("merge-base", base, head)).trim();
  const ahead = await hashes(call, `${start}..${head}`);
  const behind = await hashes(call, `${start}..${base}`);
  const { items, headers } = pageOf(call, ahead);
  const page = `${repositoryPage(web, repository)}/compare/${from}...${to}`;
  const changes = (await changesBetween(repository.git, start, head)).slice(0, FILES_LIMIT);
  const body = {
    url: `${repositoryApi(web, repository)}/compare/${from}...${to}`,
    html_url: page,
    permalink_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    base_commit: await commitShape(web, repository, base),
    merge_base_commit: await commitShape(web, repository, start),
    status: statusOf(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: await Promise.all(items.map((sha) => commitShape(web, repository, sha))),
    files: changes.map((change) => fileShape(web, repository, { change, commit: head })),
  };
  return { status: 200, body, headers };
}

async function hashes({ repository }: RepositoryCall, range: string): Promise<readonly string[]> {
  const list = await repository.git.fixed("rev-list", "--reverse", range);
  return list.split("\n").filter((line) => line !== "");
}

function statusOf(ahead: number, behind: number): string {
  if (ahead > 0 && behind > 0) return "diverged";
  if (ahead > 0) return "ahead";
  return behind > 0 ? "behind" : "identical";
}
