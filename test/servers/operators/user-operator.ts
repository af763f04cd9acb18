import { randomBytes } from "node:crypto";
import { fieldOf } from "../../../src/systems/system.ts";
import type { JsonObject, KubernetesObject } from "../../../src/vocabulary/index.ts";
import { CustomResources } from "./custom-resources.ts";
import { KafkaGone } from "./kafka-fault.ts";
import { KafkaUsers } from "./kafka-users.ts";
import { hasConditions, type NewCondition, withTimes } from "./status.ts";
import type { OperatorParts } from "./topic-operator.ts";
import { type UserWish, userWishOf } from "./user-wishes.ts";

/** Strimzi's keys of a Secret, by the way to log in; `tls-external` and none have no Secret. */
const SECRET_KEYS: Readonly<Record<UserWish["authentication"], readonly string[]>> = {
  "scram-sha-512": ["password", "sasl.jaas.config"],
  tls: ["ca.crt", "user.crt", "user.key", "user.p12", "user.password"],
  "tls-external": [],
  none: [],
};

const READY: NewCondition = { type: "Ready", status: "True" };

/**
 * The User Operator: it owns every `User:` principal. Its periodic pass ends for ever with the first failure to read
 * Kafka; it then still acts on changed KafkaUsers, and its health checks stay green.
 */
export class UserOperator implements Disposable {
  readonly #resources: CustomResources;
  readonly #parts: OperatorParts;
  readonly #kafka: KafkaUsers;
  readonly #seen = new Map<string, string>();
  #stuck = false;
  /** A stopped operator does nothing at all. */
  stopped = false;

  /** @param ignored `STRIMZI_IGNORED_USERS_PATTERN` */
  constructor(parts: OperatorParts, ignored: RegExp | null = null) {
    this.#parts = parts;
    this.#resources = new CustomResources(parts.place, "KafkaUser", "strimzi-user-operator");
    this.#kafka = new KafkaUsers(parts, ignored);
  }

  /** True once the periodic pass has ended for ever. */
  get stuck(): boolean {
    return this.#stuck;
  }

  /** Acts on KafkaUsers that are new or changed, and on Secrets that are gone. */
  async watch(): Promise<void> {
    if (this.stopped) return;
    for (const object of await this.#resources.list()) {
      const { name, uid, generation } = object.metadata;
      const version = JSON.stringify([uid, generation]);
      if (this.#seen.get(name) === version && (await this.#hasSecret(object))) continue;
      this.#seen.set(name, version);
      await this.#reconcile(object);
    }
  }

  /** The periodic pass: every KafkaUser, and everybody whom Kafka knows without one. */
  async pass(): Promise<void> {
    if (this.stopped) return;
    await this.watch();
    if (this.#stuck) return;
    try {
      await this.#kafka.refresh();
    } catch {
      this.#stuck = true;
      return;
    }
    const objects = await this.#resources.list();
    for (const object of objects) await this.#reconcile(object);
    await this.#kafka.deleteStrays(objects.map(userWishOf));
  }

  /** A new process: it passes again. */
  restart(): void {
    this.#stuck = false;
    this.#seen.clear();
  }

  [Symbol.dispose](): void {
    this.#resources[Symbol.dispose]();
  }

  async #reconcile(object: KubernetesObject): Promise<void> {
    const wish = userWishOf(object);
    const hasSecret = SECRET_KEYS[wish.authentication].length > 0;
    const names = { username: wish.username, ...(hasSecret && { secret: wish.name }) };
    try {
      await this.#kafka.refresh();
    } catch (error) {
      await this.#write(object, notReady(error), names);
      return;
    }
    const password = hasSecret ? await this.#secretOf(wish) : "";
    await this.#kafka.bring(wish, password);
    await this.#write(object, READY, names);
  }

  /** Nothing is written where only times would change. */
  async #write(object: KubernetesObject, condition: NewCondition, names: JsonObject): Promise<void> {
    const { generation } = object.metadata;
    const isSame = hasConditions(object, [condition]) && fieldOf(object, "status", "observedGeneration") === generation;
    if (isSame) return;
    const conditions = withTimes([condition], this.#parts.now());
    await this.#resources.writeStatus(object, { conditions, observedGeneration: generation, ...names } as JsonObject);
  }

  async #hasSecret(object: KubernetesObject): Promise<boolean> {
    const { name, authentication } = userWishOf(object);
    return SECRET_KEYS[authentication].length === 0 || (await this.#resources.secret(name)) !== null;
  }

  /** The password of the Secret, which is made where it is not there. */
  async #secretOf({ name, authentication }: UserWish): Promise<string> {
    const live = await this.#resources.secret(name);
    const kept = fieldOf(live ?? NOTHING, "data", "password");
    if (typeof kept === "string") return Buffer.from(kept, "base64").toString();
    if (live !== null) return "";
    const password = randomBytes(24).toString("base64url");
    const stringData = Object.fromEntries(SECRET_KEYS[authentication].map((key) => [key, password]));
    const labels = { "strimzi.io/cluster": this.#parts.place.cluster, "strimzi.io/kind": "KafkaUser" };
    await this.#resources.createSecret({ metadata: { name, labels }, type: "Opaque", stringData });
    return password;
  }
}

const NOTHING: KubernetesObject = { apiVersion: "v1", kind: "Secret", metadata: { name: "" } };

/** Failure is a condition of its own here, not a `Ready` that is false. */
function notReady(error: unknown): NewCondition {
  const cache = error instanceof KafkaGone ? "ScramShaCredentialsCache" : "AclCache";
  const message = `${cache} is not ready!`;
  return { type: "NotReady", status: "True", reason: "ExecutionException", message };
}
