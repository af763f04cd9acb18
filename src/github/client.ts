import Bottleneck from "bottleneck";
import { App, Octokit } from "octokit";
import type { Credentials } from "./credentials.ts";
import { createFetch } from "./fetch.ts";
import { type Pace, Patience } from "./pace.ts";

export interface ClientOptions {
  readonly apiUrl: string;
  readonly pace: Pace;
  readonly learn: (secret: string) => void;
  readonly say: (line: string) => void;
}

/** A refusal stays one. Limits are left to the throttling, which knows how long to wait. */
const NEVER_AGAIN = [400, 401, 403, 404, 410, 422, 429, 451];
/** How often what GitHub limits is tried again. */
const LIMIT_RETRIES = 3;

/** A client that writes with a token. */
export function tokenClient({ token }: Extract<Credentials, { kind: "token" }>, options: ClientOptions): Octokit {
  const client = new (clientClass(options))({ auth: token });
  neverRepeatBlindly(client);
  return client;
}

/** An App, which has a client of its own and one for each installation. */
export interface AppClient {
  readonly octokit: Octokit;
  installation(id: number): Promise<Octokit>;
}

/** @throws Error when the private key is none; asked once, before the first request. */
export async function appClient(
  { appId, privateKey }: Extract<Credentials, { kind: "app" }>,
  options: ClientOptions,
): Promise<AppClient> {
  const app = new App({ appId, privateKey, Octokit: clientClass(options), log: SILENT });
  await app.octokit.auth({ type: "app" });
  neverRepeatBlindly(app.octokit);
  return {
    octokit: app.octokit,
    async installation(id) {
      const octokit = await app.getInstallationOctokit(id);
      neverRepeatBlindly(octokit);
      return octokit;
    },
  };
}

const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

function clientClass({ apiUrl, pace, learn, say }: ClientOptions): typeof Octokit {
  const patience = new Patience(pace.patience, say);
  const mayWait = (...[seconds, , , retries]: [number, unknown, unknown, number]): boolean =>
    retries < LIMIT_RETRIES && patience.take(seconds);
  return Octokit.defaults({
    baseUrl: apiUrl,
    userAgent: "holdfast",
    log: SILENT,
    request: { fetch: createFetch({ pace, patience, learn }) },
    retry: { doNotRetry: NEVER_AGAIN, retryAfterBaseValue: pace.secondMs },
    throttle: {
      onRateLimit: mayWait,
      onSecondaryRateLimit: mayWait,
      retryAfterBaseValue: pace.secondMs,
      write: new Bottleneck.Group({ maxConcurrent: 1, minTime: pace.writeMs }),
      notifications: new Bottleneck.Group({ maxConcurrent: 1, minTime: pace.notifyMs }),
    },
  });
}

/** A POST whose answer was lost may have made something: it is for `makeOnce` to look, not for octokit to repeat. */
function neverRepeatBlindly(client: Octokit): void {
  client.hook.before("request", (options) => {
    if (options.method !== "POST" || isRepeatable(options.url)) return;
    options.request = { ...options.request, retries: 0 };
  });
}

/** Our queries and mutations of GraphQL, and a token that is made twice, change nothing the second time. */
function isRepeatable(url: string): boolean {
  return /\/graphql$|\/access_tokens$/.test(url);
}
