import { alike, coupling, type DeclaredCluster, listed, listenersOf } from "../../intent/index.ts";
import { fieldOf, type SystemDifference } from "../../system.ts";
import { textOf } from "../../workload/index.ts";
import { usersOf } from "./user.ts";

/** The authentication of a listener that takes such a user; a custom one may take any. */
const LISTENER: Readonly<Record<string, string>> = {
  "scram-sha-512": "scram-sha-512",
  tls: "tls",
  "tls-external": "tls",
};

/** Users who log in in a way that no listener of their Kafka takes. */
export function loginsWithoutListener(cluster: DeclaredCluster): readonly SystemDifference[] {
  const logins = listenersOf(cluster)?.map(({ spec }) => textOf(fieldOf(spec, "authentication", "type")));
  if (logins === undefined || logins.includes("custom")) return [];
  const lost = usersOf(cluster).filter(({ login }) => {
    const needed = login === null ? undefined : LISTENER[login];
    return needed !== undefined && !logins.includes(needed);
  });
  return [...Map.groupBy(lost, ({ login, application }) => `${login} ${application}`).values()].flatMap((same) => {
    const [first, ...others] = same;
    if (first === undefined) return [];
    const statement = `KafkaUser ${first.name}${alike(others.map(({ name }) => name))} logs in by ${first.login}, but no listener of Kafka ${cluster.name} takes that; change the user or the listener`;
    const path = ["spec", "authentication", "type"];
    return [coupling({ reason: "login-without-listener", one: first, path, statement })];
  });
}

/** ACLs for a Kafka that decides nothing by ACLs: the User Operator refuses such users. */
export function aclsWithoutAuthorizer(cluster: DeclaredCluster): readonly SystemDifference[] {
  const authorization = fieldOf(cluster.object, "spec", "kafka", "authorization") ?? null;
  const users = usersOf(cluster).filter(({ object }) => fieldOf(object, "spec", "authorization", "type") === "simple");
  if (authorization !== null || users.length === 0) return [];
  const statement = `Kafka ${cluster.name} has no authorization, so the User Operator refuses KafkaUser ${listed(users.map(({ name }) => name))}, who has ACLs; set spec.kafka.authorization`;
  const path = ["spec", "kafka", "authorization"];
  return [coupling({ reason: "acls-without-authorizer", one: cluster, path, statement })];
}

/** Superusers by a name that their principal does not have. Strimzi writes `User:` before each name. */
export function superuserNames(cluster: DeclaredCluster): readonly SystemDifference[] {
  const names = fieldOf(cluster.object, "spec", "kafka", "authorization", "superUsers");
  const logins = new Map(usersOf(cluster).map(({ name, login }) => [name, login]));
  return (Array.isArray(names) ? names : []).flatMap((entry, index) => {
    const name = textOf(entry);
    const fault = name === null ? null : superuserFault(name, logins);
    if (fault === null) return [];
    const path = ["spec", "kafka", "authorization", "superUsers", { index, key: null }];
    const statement = `Kafka ${cluster.name} names superuser ${name}, but ${fault.why}, so nobody is that superuser; write ${fault.next}`;
    return [coupling({ reason: "superuser-name", one: cluster, path, statement })];
  });
}

function superuserFault(
  name: string,
  logins: ReadonlyMap<string, string | null>,
): { readonly why: string; readonly next: string } | null {
  if (name.startsWith("User:"))
    return { why: "Strimzi puts User: before it once more", next: name.slice("User:".length) };
  const isCertificate = name.startsWith("CN=");
  const user = isCertificate ? name.slice("CN=".length) : name;
  const login = logins.get(user);
  if (!isCertificate && (login === "tls" || login === "tls-external"))
    return { why: `KafkaUser ${user} logs in with a certificate, as CN=${user}`, next: `CN=${user}` };
  if (isCertificate && login === "scram-sha-512")
    return { why: `KafkaUser ${user} logs in with a password, as ${user}`, next: user };
  return null;
}

/** Two users with the same key of the same Secret as password: each can log in as the other. */
export function sharedPasswords(cluster: DeclaredCluster): readonly SystemDifference[] {
  const path = ["spec", "authentication", "password", "valueFrom", "secretKeyRef"];
  const users = usersOf(cluster).flatMap((user) => {
    const [secret, key] = ["name", "key"].map((field) => textOf(fieldOf(user.object, ...path, field)));
    return secret && key ? [{ ...user, secret, key }] : [];
  });
  return [...Map.groupBy(users, ({ secret, key }) => `${secret}/${key}`).values()].flatMap((same) => {
    if (same.length < 2) return [];
    // The one for whom the key is not named has the wrong one.
    const stranger = same.find(({ name, key }) => key !== `${name}-password`) ?? same[0];
    if (stranger === undefined) return [];
    const others = same.filter((user) => user !== stranger).map(({ name }) => name);
    const statement = `KafkaUser ${stranger.name} has the password of ${listed(others)} (key ${stranger.key} of Secret ${stranger.secret}), so each can log in as the other; give it a key of its own`;
    return [coupling({ reason: "shared-password", one: stranger, path: [...path, "key"], statement })];
  });
}
