import { sees } from "../rules/permissions.ts";
import { Refusal } from "../rules/refusal.ts";
import { appShape, userShape } from "../shapes/accounts.ts";
import { repositoryShape } from "../shapes/repository.ts";
import { timeOf, type Web } from "../shapes/web.ts";
import type { Actor, Installation, Level, Permissions } from "../state/people.ts";
import { pageOf } from "./paging.ts";
import { type Answer, type Call, created, found, ok, type Routes } from "./route.ts";

export const APPS: Routes = {
  "apps/get-authenticated": { scope: "all", handle: (call) => ok(appShape(call.web, demandJwt(call.actor).app)) },
  "apps/get-installation": {
    scope: "all",
    handle: (call) => ok(installationShape(call.web, installationById(call))),
  },
  "apps/get-repo-installation": { scope: "all", handle: repositoryInstallation },
  "apps/create-installation-access-token": { scope: "all", handle: createToken },
  "apps/list-repos-accessible-to-installation": { scope: "all", handle: listRepositories },
  "users/get-authenticated": { scope: "all", handle: getUser },
};

function demandJwt(actor: Actor): Extract<Actor, { kind: "app" }> {
  if (actor.kind === "app") return actor;
  throw new Refusal(401, "A JSON web token could not be decoded");
}

function installationsOf(call: Call): readonly Installation[] {
  const { app } = demandJwt(call.actor);
  return call.state.tokens.installations.filter((installation) => installation.app === app);
}

function installationById(call: Call): Installation {
  const id = call.path.number("installation_id");
  return found(installationsOf(call).find((installation) => installation.id === id));
}

function repositoryInstallation(call: Call): Answer {
  const name = `${call.path.text("owner")}/${call.path.text("repo")}`.toLowerCase();
  const holds = ({ repositories }: Installation) => [...repositories].some((one) => one.toLowerCase() === name);
  return ok(installationShape(call.web, found(installationsOf(call).find(holds))));
}

/** A token may be for less than the app holds, and never for more. */
function createToken(call: Call): Answer {
  const installation = installationById(call);
  const wanted = call.body.has("permissions")
    ? permissionsOf(call.body.inner("permissions").values)
    : installation.app.permissions;
  const more = Object.keys(wanted).filter((name) => !covers(installation.app.permissions[name], wanted[name]));
  if (more.length > 0) throw new Refusal(422, "The permissions requested are not granted to this installation.");
  const names = call.body.list("repositories").map((name) => `${installation.account.login}/${name.text("name")}`);
  if (names.some((name) => !installation.repositories.has(name))) {
    throw new Refusal(
      422,
      "There is at least one repository that does not exist or is not accessible to the parent installation.",
    );
  }
  const repositories = names.length === 0 ? installation.repositories : new Set(names);
  const { token, expiresAt } = call.state.tokens.forInstallation(installation, { permissions: wanted, repositories });
  return created({ token, expires_at: timeOf(expiresAt), permissions: wanted, repository_selection: "selected" });
}

function permissionsOf(values: Readonly<Record<string, unknown>>): Permissions {
  const pairs = Object.entries(values).map(([name, level]): [string, Level] => [
    name,
    level === "write" ? "write" : "read",
  ]);
  return Object.fromEntries(pairs);
}

function covers(held: Level | undefined, wanted: Level | undefined): boolean {
  return held === "write" || (held === "read" && wanted !== "write");
}

function listRepositories(call: Call): Answer {
  const { actor, state, web } = call;
  if (actor.kind !== "installation")
    throw new Refusal(
      403,
      "You must authenticate with an installation access token in order to list repositories for an installation.",
    );
  const all = [...state.repositories.values()].filter(
    (one) => actor.repositories.has(one.fullName) && sees(actor, one),
  );
  const { items, headers } = pageOf(call, all);
  const repositories = items.map((repository) => repositoryShape(web, repository));
  return { status: 200, body: { total_count: all.length, repositories }, headers };
}

/** Who the token is; integrations are nobody. */
function getUser({ actor, web, state }: Call): Answer {
  if (actor.kind !== "user") throw new Refusal(403, "Resource not accessible by integration");
  const when = timeOf(state.now());
  return ok({
    ...userShape(web, actor.account),
    ...{ name: null, company: null, blog: null, location: null, email: null, hireable: null, bio: null },
    ...{ public_repos: 0, public_gists: 0, followers: 0, following: 0, created_at: when, updated_at: when },
  });
}

function installationShape(web: Web, installation: Installation): object {
  const { app, account, id, createdAt } = installation;
  return {
    id,
    app_id: app.id,
    app_slug: app.slug,
    client_id: app.clientId,
    target_id: account.id,
    target_type: account.type,
    account: userShape(web, account),
    repository_selection: "selected",
    access_tokens_url: `${web.api}/app/installations/${id}/access_tokens`,
    repositories_url: `${web.api}/installation/repositories`,
    html_url: `${web.html}/organizations/${account.login}/settings/installations/${id}`,
    permissions: app.permissions,
    events: [],
    single_file_name: null,
    created_at: timeOf(createdAt),
    updated_at: timeOf(createdAt),
    suspended_by: null,
    suspended_at: null,
  };
}
