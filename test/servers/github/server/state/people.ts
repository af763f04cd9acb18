import type { KeyObject } from "node:crypto";

export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: "User" | "Organization" | "Bot";
}

export type Level = "read" | "write";

/** By the names of the API: `pull_requests`, not the `pull-requests` of a workflow. */
export type Permissions = Readonly<Record<string, Level>>;

export interface AppRegistration {
  readonly id: number;
  readonly clientId: string;
  readonly slug: string;
  readonly owner: Account;
  /** Who writes with a token of an installation. */
  readonly bot: Account;
  readonly permissions: Permissions;
  readonly publicKey: KeyObject | null;
  readonly createdAt: Date;
}

export interface Installation {
  readonly id: number;
  readonly app: AppRegistration;
  readonly account: Account;
  /** By full name. */
  readonly repositories: ReadonlySet<string>;
  readonly createdAt: Date;
}

/** Who a token speaks for. */
export type Actor =
  | { readonly kind: "user"; readonly account: Account; readonly role: "read" | "write" }
  | {
      readonly kind: "installation";
      readonly account: Account;
      readonly app: AppRegistration;
      readonly permissions: Permissions;
      readonly repositories: ReadonlySet<string>;
      readonly expiresAt: Date | null;
    }
  | { readonly kind: "app"; readonly account: Account; readonly app: AppRegistration };
