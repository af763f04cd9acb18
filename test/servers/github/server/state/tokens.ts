import { createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { Refusal } from "../rules/refusal.ts";
import { appOfJwt } from "./jwt.ts";
import type { Repository } from "./model.ts";
import type { Account, Actor, AppRegistration, Installation, Permissions } from "./people.ts";

/** What registering an app gives its owner. */
export interface AppCredentials {
  readonly app: AppRegistration;
  readonly appId: number;
  readonly clientId: string;
  /** PEM, PKCS#1, as GitHub hands it out. */
  readonly privateKey: string;
}

interface Accounts {
  now(): Date;
  nextId(): number;
  account(login: string, type?: Account["type"]): Account;
}

const TOKEN_LIFE_MS = 3_600_000;

/** Who may come in, and as whom. */
export class Tokens {
  readonly apps: AppRegistration[] = [];
  readonly installations: Installation[] = [];
  readonly #actors = new Map<string, Actor>();
  readonly #world: Accounts;

  constructor(world: Accounts) {
    this.#world = world;
  }

  /** A personal access token. Who only reads may still comment. */
  user(login: string, role: "read" | "write" = "write"): string {
    return this.#add("ghp", { kind: "user", account: this.#world.account(login), role });
  }

  /** GITHUB_TOKEN of a workflow with these permissions. */
  actions(repository: Repository, permissions: Permissions): string {
    const app = this.apps.find(({ slug }) => slug === "github-actions") ?? this.#register("github-actions", {}, null);
    return this.#installationToken(app, permissions, new Set([repository.fullName])).token;
  }

  /** Registers an app and generates its key. */
  createApp(slug: string, permissions: Permissions): AppCredentials {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const app = this.#register(slug, permissions, publicKey.export({ type: "spki", format: "pem" }).toString());
    const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
    return { app, appId: app.id, clientId: app.clientId, privateKey: pem };
  }

  install(app: AppRegistration, account: Account, repositories: readonly Repository[]): Installation {
    const names = new Set(repositories.map(({ fullName }) => fullName));
    const installation = { id: this.#world.nextId(), app, account, repositories: names, createdAt: this.#world.now() };
    this.installations.push(installation);
    return installation;
  }

  /** A token of an installation, for an hour. */
  forInstallation(
    installation: Installation,
    wanted: { permissions?: Permissions; repositories?: ReadonlySet<string> },
  ): { token: string; expiresAt: Date } {
    const { app, repositories } = installation;
    return this.#installationToken(app, wanted.permissions ?? app.permissions, wanted.repositories ?? repositories);
  }

  /** @throws Refusal 401 for a token that is unknown, expired or no token at all. */
  actor(authorization: string | undefined): Actor {
    const [scheme = "", token = ""] = (authorization ?? "").split(" ");
    if (authorization === undefined) throw new Refusal(401, "Requires authentication");
    if (!["bearer", "token"].includes(scheme.toLowerCase())) throw new Refusal(401, "Bad credentials");
    if (token.split(".").length === 3) return this.#app(token);
    const actor = this.#actors.get(token);
    if (actor === undefined) throw new Refusal(401, "Bad credentials");
    if (actor.kind === "installation" && actor.expiresAt !== null && actor.expiresAt <= this.#world.now()) {
      throw new Refusal(401, "Bad credentials");
    }
    return actor;
  }

  #register(slug: string, permissions: Permissions, publicKey: string | null): AppRegistration {
    const app: AppRegistration = {
      id: this.#world.nextId(),
      clientId: `Iv23li${randomBytes(7).toString("hex")}`,
      slug,
      owner: this.#world.account("holdfast-dev", "Organization"),
      bot: this.#world.account(`${slug}[bot]`, "Bot"),
      permissions,
      publicKey: publicKey === null ? null : createPublicKey(publicKey),
      createdAt: this.#world.now(),
    };
    this.apps.push(app);
    return app;
  }

  #installationToken(
    app: AppRegistration,
    permissions: Permissions,
    repositories: ReadonlySet<string>,
  ): { token: string; expiresAt: Date } {
    const expiresAt = new Date(this.#world.now().getTime() + TOKEN_LIFE_MS);
    const token = this.#add("ghs", {
      kind: "installation",
      account: app.bot,
      app,
      permissions,
      repositories,
      expiresAt,
    });
    return { token, expiresAt };
  }

  #add(prefix: string, actor: Actor): string {
    const token = `${prefix}_${randomBytes(18).toString("hex")}`;
    this.#actors.set(token, actor);
    return token;
  }

  #app(jwt: string): Actor {
    const app = appOfJwt(jwt, this.apps, this.#world.now());
    return { kind: "app", account: app.bot, app };
  }
}
