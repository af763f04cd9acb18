import type { Repository } from "../state/model.ts";
import { repositoryApi, repositoryPage } from "./repository.ts";
import type { Web } from "./web.ts";

const FIELDS = ["%H", "%T", "%P", "%an", "%ae", "%aI", "%cn", "%ce", "%cI", "%B"];

/** `commit`. Nobody's account is known by an e-mail address. */
export async function commitShape(web: Web, repository: Repository, sha: string): Promise<object> {
  const text = await repository.git.fixed("show", "--no-patch", `--format=${FIELDS.join("%x00")}`, sha);
  const [, tree = "", parents = "", name, email, date = "", committer, theirs, then = "", message = ""] =
    text.split("\0");
  const at = (hash: string) => `${repositoryApi(web, repository)}/commits/${hash}`;
  const page = (hash: string) => `${repositoryPage(web, repository)}/commit/${hash}`;
  return {
    sha,
    node_id: `C_${sha}`,
    url: at(sha),
    html_url: page(sha),
    comments_url: `${at(sha)}/comments`,
    commit: {
      url: `${repositoryApi(web, repository)}/git/commits/${sha}`,
      author: { name, email, date: utc(date) },
      committer: { name: committer, email: theirs, date: utc(then) },
      message: message.trimEnd(),
      tree: { sha: tree, url: `${repositoryApi(web, repository)}/git/trees/${tree}` },
      comment_count: 0,
      verification: { verified: false, reason: "unsigned", payload: null, signature: null, verified_at: null },
    },
    author: null,
    committer: null,
    parents: parents
      .split(" ")
      .filter((hash) => hash !== "")
      .map((hash) => ({ sha: hash, url: at(hash), html_url: page(hash) })),
  };
}

function utc(date: string): string {
  return new Date(date).toISOString().replace(/\.\d{3}Z$/, "Z");
}
