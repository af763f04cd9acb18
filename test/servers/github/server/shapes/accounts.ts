import type { Account, AppRegistration } from "../state/people.ts";
import { exampleOf, renamed } from "./example.ts";
import { timeOf, type Web } from "./web.ts";

const USER = exampleOf("sender");

/** `simple-user`. */
export function userShape(web: Web, account: Account): object {
  return {
    ...renamed(USER, { web, owner: account.login }),
    id: account.id,
    node_id: `U_${account.id}`,
    type: account.type,
  };
}

/** `integration`. */
export function appShape(web: Web, app: AppRegistration): object {
  return {
    id: app.id,
    slug: app.slug,
    client_id: app.clientId,
    node_id: `A_${app.id}`,
    owner: userShape(web, app.owner),
    name: app.slug,
    description: null,
    external_url: web.html,
    html_url: `${web.html}/apps/${app.slug}`,
    created_at: timeOf(app.createdAt),
    updated_at: timeOf(app.createdAt),
    permissions: app.permissions,
    events: [],
  };
}

export function optionalApp(web: Web, app: AppRegistration | null): object | null {
  return app === null ? null : appShape(web, app);
}
