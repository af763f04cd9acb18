import type { AclFixture } from "../kafka/index.ts";
import type { KafkaQuota } from "./kafka-admin.ts";
import type { OperatorParts } from "./topic-operator.ts";
import { aclText, isPoison, QUOTAS, type UserWish } from "./user-wishes.ts";

/** Kafka's users as the User Operator keeps them in its caches. */
export class KafkaUsers {
  readonly #parts: OperatorParts;
  readonly #ignored: RegExp | null;
  #acls: readonly AclFixture[] = [];
  #scramUsers: readonly string[] = [];
  #quotas: ReadonlyMap<string, KafkaQuota["values"]> = new Map();

  constructor(parts: OperatorParts, ignored: RegExp | null) {
    this.#parts = parts;
    this.#ignored = ignored;
  }

  /** @throws Error when Kafka is gone, or has an ACL that Strimzi cannot read. */
  async refresh(): Promise<void> {
    const { admin } = this.#parts;
    const acls = await admin.acls();
    if (acls.some(isPoison)) throw new Error("AclCache failed to update: Invalid Resource type");
    this.#acls = acls;
    const [scramUsers, quotas] = await Promise.all([admin.scramUsers(), admin.quotas()]);
    this.#scramUsers = scramUsers;
    this.#quotas = new Map(quotas.flatMap(ofUser));
  }

  /** Makes Kafka know the user as asked for, and forget its other name. */
  async bring(wish: UserWish, password: string): Promise<void> {
    const { name, username, authentication, acls, quotas } = wish;
    const { fixtures } = this.#parts;
    // Kafka tells no password, so it is written at every pass.
    if (authentication === "scram-sha-512") await fixtures.createScramUser(name, password);
    else if (this.#scramUsers.includes(name)) await fixtures.deleteScramUser(name);
    await this.#setAcls(username, acls);
    await this.#setQuotas(username, quotas);
    const other = username === name ? `CN=${name}` : name;
    await this.#setAcls(other, []);
    await this.#setQuotas(other, {});
  }

  /** Whoever has no KafkaUser is deleted; principals that are no `User:` and quotas of others are left alone. */
  async deleteStrays(wishes: readonly UserWish[]): Promise<void> {
    const wanted = new Set(wishes.flatMap(({ name }) => [name, `CN=${name}`]));
    const owners = this.#acls.flatMap(({ principal }) => /^User:(.+)$/.exec(principal)?.[1] ?? []);
    const known = new Set([...owners, ...this.#quotas.keys(), ...this.#scramUsers]);
    for (const username of known) {
      if (wanted.has(username) || this.#ignored?.test(username) === true) continue;
      if (this.#scramUsers.includes(username)) await this.#parts.fixtures.deleteScramUser(username);
      await this.#setAcls(username, []);
      await this.#setQuotas(username, {});
    }
  }

  async #setAcls(username: string, wanted: readonly AclFixture[]): Promise<void> {
    const { fixtures } = this.#parts;
    const live = this.#acls.filter(({ principal }) => principal === `User:${username}`);
    const missing = without(wanted, live);
    const extra = without(live, wanted);
    if (missing.length > 0) await fixtures.createAcls(...missing);
    if (extra.length > 0) await fixtures.deleteAcls(...extra);
  }

  async #setQuotas(username: string, wanted: Readonly<Record<string, number>>): Promise<void> {
    const live = this.#quotas.get(username) ?? {};
    const changes = Object.values(QUOTAS).flatMap((key) => {
      const value = wanted[key] ?? null;
      return (live[key] ?? null) === value ? [] : [[key, value] as const];
    });
    if (changes.length === 0) return;
    await this.#parts.fixtures.setQuota([{ type: "user", name: username }], Object.fromEntries(changes));
  }
}

/** The quota of a user as such, by its name. */
function ofUser({ entity, values }: KafkaQuota): [string, KafkaQuota["values"]][] {
  const [only] = entity;
  return entity.length === 1 && only?.type === "user" && only.name !== null ? [[only.name, values]] : [];
}

function without(acls: readonly AclFixture[], others: readonly AclFixture[]): AclFixture[] {
  const texts = new Set(others.map(aclText));
  return acls.filter((acl) => !texts.has(aclText(acl)));
}
