import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerType } from "@hono/node-server";
import { Application } from "./application.ts";
import { loadChecker } from "./description/load.ts";
import { pullRequestEvent } from "./event.ts";
import { FaultPanel } from "./faults/panel.ts";
import { GitHubRepository } from "./github-repository.ts";
import { listen, stop, webAt } from "./listener.ts";
import type { LoggedRequest, Violation } from "./request-log.ts";
import { ROUTES } from "./routes/index.ts";
import type { Installation, Permissions } from "./state/people.ts";
import { State } from "./state/state.ts";
import type { AppCredentials } from "./state/tokens.ts";

export interface GitHubServerOptions {
  /** What time it is. Default: the machine's clock. */
  readonly now?: () => Date;
  readonly env?: NodeJS.ProcessEnv;
}

export interface NewRepository {
  readonly defaultBranch?: string;
  /** Default true. */
  readonly private?: boolean;
  /** The repository it is forked from. */
  readonly fork?: GitHubRepository;
}

/**
 * GitHub on loopback, with real git behind it. Each request and each answer is checked against what GitHub publishes
 * about its API; `close` throws when one did not fit.
 */
export class GitHubServer extends FaultPanel {
  readonly #folder: string;
  readonly #state: State;
  readonly #application: Application;
  #server: ServerType;
  readonly #port: number;

  private constructor(parts: {
    folder: string;
    state: State;
    application: Application;
    server: ServerType;
    port: number;
  }) {
    super(parts.application.faults);
    this.#folder = parts.folder;
    this.#state = parts.state;
    this.#application = parts.application;
    this.#server = parts.server;
    this.#port = parts.port;
  }

  /** Starts on a free port. On a new machine it first fetches GitHub's description (29 MB). */
  static async start(options: GitHubServerOptions = {}): Promise<GitHubServer> {
    const env = options.env ?? process.env;
    const checker = await loadChecker(Object.keys(ROUTES), env);
    const folder = await mkdtemp(join(tmpdir(), "holdfast-github-"));
    const state = new State({ folder, now: options.now ?? (() => new Date()) });
    const application = new Application({ state, checker, env });
    const { server, port } = await listen(application, 0);
    application.web = webAt(port);
    return new GitHubServer({ folder, state, application, server, port });
  }

  /** Base of the REST API, as octokit's `baseUrl` wants it: `http://127.0.0.1:4711/api/v3`, like GitHub Enterprise. */
  get url(): string {
    return this.#application.web.api;
  }

  /** The GraphQL API, as GITHUB_GRAPHQL_URL names it. */
  get graphqlUrl(): string {
    return `${this.#application.web.html}/api/graphql`;
  }

  /** Of pages, as GITHUB_SERVER_URL names it. */
  get pageUrl(): string {
    return this.#application.web.html;
  }

  /** Every request so far. */
  get requests(): readonly LoggedRequest[] {
    return this.#application.log.requests;
  }

  /** How many requests were no reads (mutations of GraphQL included, asking for a token not), done or refused. */
  get writes(): number {
    return this.#application.log.writes;
  }

  /** What did not fit GitHub's description so far. */
  get violations(): readonly Violation[] {
    return this.#application.log.violations;
  }

  async createRepository(fullName: string, options: NewRepository = {}): Promise<GitHubRepository> {
    const { fork, ...rest } = options;
    const made = await this.#state.createRepository(fullName, {
      ...rest,
      ...(fork !== undefined && { fork: fork.model }),
    });
    return new GitHubRepository(this.#state, made);
  }

  /** A personal access token of this login; one with `read` may comment, and no more. */
  userToken(login: string, role: "read" | "write" = "write"): string {
    return this.#state.tokens.user(login, role);
  }

  /** GITHUB_TOKEN of a workflow run in the repository, which writes as `github-actions[bot]`. */
  actionsToken(repository: GitHubRepository, permissions: Permissions): string {
    return this.#state.tokens.actions(repository.model, permissions);
  }

  /** GITHUB_TOKEN of a `pull_request` run for a fork: whatever the workflow asks for, it only reads. */
  forkToken(repository: GitHubRepository): string {
    return this.actionsToken(repository, { contents: "read", issues: "read", pull_requests: "read", checks: "read" });
  }

  /** Registers a GitHub App, which writes as `slug[bot]`. */
  createApp(slug: string, permissions: Permissions): AppCredentials {
    return this.#state.tokens.createApp(slug, permissions);
  }

  /** Installs an app for these repositories of one owner. */
  installApp({ app }: Pick<AppCredentials, "app">, repositories: readonly GitHubRepository[]): Installation {
    const [first] = repositories;
    if (first === undefined) throw new Error("An app is installed for at least one repository");
    return this.#state.tokens.install(
      app,
      first.model.owner,
      repositories.map(({ model }) => model),
    );
  }

  /** The payload of a `pull_request` event, as GITHUB_EVENT_PATH holds it. */
  pullRequestEvent(
    repository: GitHubRepository,
    number: number,
    action: "opened" | "synchronize" = "synchronize",
  ): Promise<object> {
    return pullRequestEvent(this.#application.web, this.#state, { repository: repository.model, number, action });
  }

  /** Connections are refused until `resume`. */
  async pause(): Promise<void> {
    await stop(this.#server);
  }

  async resume(): Promise<void> {
    this.#server = (await listen(this.#application, this.#port)).server;
  }

  /** Stops, and removes all it stored. @throws Error that names each violation of GitHub's description. */
  async close(): Promise<void> {
    await stop(this.#server);
    await rm(this.#folder, { recursive: true, force: true });
    this.#application.log.demandNone();
  }
}
