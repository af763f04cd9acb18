import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Octokit } from "octokit";
import { UserError } from "../errors/index.ts";
import { type ConnectedGitHub, OctokitGitHub } from "./adapter.ts";
import type { AppClient, ClientOptions } from "./client.ts";
import type { Place } from "./context.ts";
import { type Credentials, credentialsFrom, type Environment } from "./credentials.ts";
import { readingError } from "./explain-failure.ts";
import { statusOf } from "./failure.ts";
import { loginOfToken } from "./identity.ts";
import { PACE, type Pace } from "./pace.ts";
import { apiUrlOfHost, checkedApiUrl, repositoryOfRemote, splitRepository } from "./repository.ts";
import { LIVE } from "./writer.ts";

export interface GitHubOptions {
  /** Holds the credentials; and `GITHUB_REPOSITORY` and `GITHUB_API_URL`, which a workflow sets. */
  readonly env: Environment;
  /** `owner/name`; null takes the environment's, else the remote's. */
  readonly repository: string | null;
  /** The URL of git's remote; null where there is none. */
  readonly remote: string | null;
  /** Hears of every secret before it is used, so that it is scrubbed from all output. */
  readonly learn: (secret: string) => void;
  /** Hears of waits, for the progress. */
  readonly say: (line: string) => void;
  /** Left out: as slow and patient as GitHub asks. */
  readonly pace?: Pace;
}

/**
 * Connects to one repository on GitHub, as whoever the environment's credentials are.
 * @throws UserError when there are no credentials, no repository, or GitHub does not accept them.
 */
export async function connectGitHub(options: GitHubOptions): Promise<ConnectedGitHub> {
  const { env, learn, say, pace = PACE } = options;
  const { place, apiUrl } = whereabouts(options);
  const credentials = await credentialsFrom(env, (path) => readFile(path, "utf8"));
  learn(credentials.kind === "token" ? credentials.token : credentials.privateKey);
  const { octokit, login } = await clientFor(credentials, place, { apiUrl, pace, learn, say });
  const pause = (seconds: number): Promise<void> => sleep(seconds * pace.secondMs);
  return new OctokitGitHub({ octokit, place, login, pause, writer: LIVE });
}

interface Whereabouts {
  readonly place: Place;
  readonly apiUrl: string;
}

function whereabouts({ env, repository, remote }: GitHubOptions): Whereabouts {
  const named = repository ?? (env["GITHUB_REPOSITORY"] || null);
  const address = env["GITHUB_API_URL"] || null;
  const far = remote === null ? null : repositoryOfRemote(remote);
  const found = named === null ? far : splitRepository(named);
  if (found === null) {
    const mistake =
      named === null ? "The repository on GitHub is not known" : `${JSON.stringify(named)} is no repository`;
    throw new UserError(`${mistake}. Name it as owner/name.`);
  }
  const apiUrl = address === null ? apiUrlOfHost(far?.host ?? "github.com") : checkedApiUrl(address);
  return { place: { owner: found.owner, repo: found.name }, apiUrl };
}

interface Client {
  readonly octokit: Octokit;
  readonly login: string;
}

/** octokit takes a moment to load, so only runs that write to GitHub load it. */
async function clientFor(credentials: Credentials, place: Place, options: ClientOptions): Promise<Client> {
  const { appClient, tokenClient } = await import("./client.ts");
  if (credentials.kind === "app") return installedApp(await accepted(appClient(credentials, options)), place);
  const octokit = tokenClient(credentials, options);
  return { octokit, login: await loginOfToken(octokit) };
}

/** What the library says about a key that it cannot use may quote it. */
async function accepted(client: Promise<AppClient>): Promise<AppClient> {
  try {
    return await client;
  } catch {
    throw new UserError("The private key of the App cannot be used. Give it as GitHub gave it, in PEM format.");
  }
}

async function installedApp(app: AppClient, { owner, repo }: Place): Promise<Client> {
  try {
    const { data } = await app.octokit.rest.apps.getAuthenticated();
    const installation = await app.octokit.rest.apps.getRepoInstallation({ owner, repo });
    return { octokit: await app.installation(installation.data.id), login: `${data?.slug ?? ""}[bot]` };
  } catch (error) {
    if (statusOf(error) === 404) {
      throw new UserError(
        `The App is not installed in ${owner}/${repo}. Install it there, with access to that repository.`,
      );
    }
    throw readingError(error, { doing: "sign in as the App", permission: "metadata: read" });
  }
}
