import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KafkaCredentials } from "../../../../src/observe/reach/credentials.ts";
import { read, unread } from "../../../../src/vocabulary/index.ts";
import { ADMIN, type KafkaCluster, LISTENERS, type Listener, startKafka } from "../../kafka/index.ts";
import { credentialsFor, given, must, openReader, stateOf, whyUnread } from "./lab.ts";

const ALICE = { username: "alice", password: "password-of-alice" };
const MAY = { principal: "User:alice", resourceType: "TOPIC" } as const;

describe("observe/kafka account", () => {
  let cluster: KafkaCluster;
  /** Its certificate has expired, and it has no authorizer. */
  let careless: KafkaCluster;

  beforeAll(async () => {
    [cluster, careless] = await Promise.all([startKafka(), startKafka({ certificate: "expired", authorizer: false })]);
    const { fixtures } = cluster;
    await fixtures.createTopics({ name: "seen" }, { name: "described" }, { name: "hidden" });
    await fixtures.createScramUser(ALICE.username, ALICE.password);
    await fixtures.createAcls(
      { ...MAY, resourceName: "seen", operation: "DESCRIBE" },
      { ...MAY, resourceName: "described", operation: "DESCRIBE" },
      { ...MAY, resourceName: "described", operation: "DESCRIBE_CONFIGS" },
      { ...MAY, resourceName: "promised", operation: "DESCRIBE" },
    );
  });
  afterAll(() => Promise.all([cluster.stop(), careless.stop()]));

  it.each(LISTENERS)("reads everything through the listener %s", async (listener) => {
    await using reader = await openReader(cluster, { listener });
    const state = await stateOf(reader);
    expect(Object.entries(state).map(([part, reading]) => [part, whyUnread(reading)])).toEqual(
      Object.keys(state).map((part) => [part, null]),
    );
    expect(must(state.topics).map(({ name }) => name)).toEqual(["described", "hidden", "seen"]);
    const port = cluster.brokers(listener)[0]?.port;
    expect(must(state.cluster).brokers.map((broker) => broker.port)).toEqual([port]);
  });

  type Change = (credentials: KafkaCredentials) => KafkaCredentials;
  const withPassword =
    (password: string): Change =>
    (credentials) => ({
      ...credentials,
      sasl: { mechanism: "SCRAM-SHA-512", username: ADMIN.username, password },
    });
  const without =
    (part: keyof KafkaCredentials): Change =>
    (credentials) => ({ ...credentials, [part]: null });
  const trusting =
    (ca: () => string | null): Change =>
    (credentials) => ({ ...credentials, tls: { client: null, ...credentials.tls, ca: ca() } });
  const refusals: readonly [string, Listener, Change, string][] = [
    [
      "a wrong password",
      "scram",
      withPassword("wrong-password-of-tests"),
      "login-refused: the broker does not accept this name and password",
    ],
    [
      "another mechanism",
      "scramTls",
      (credentials) => ({ ...credentials, sasl: { mechanism: "SCRAM-SHA-256", ...ADMIN } }),
      "login-refused: the listener does not offer this SASL mechanism",
    ],
    [
      "a login where none is expected",
      "mtls",
      withPassword(ADMIN.password),
      "login-refused: the listener expects no SASL login",
    ],
    [
      "no client certificate",
      "mtls",
      () => ({ tls: { ca: cluster.ca, client: null }, sasl: null }),
      "login-refused: the broker does not accept the client's certificate",
    ],
    [
      "an unknown authority",
      "scramTls",
      trusting(() => careless.ca),
      "certificate-refused: the broker's certificate is not signed by the authority that is given",
    ],
    [
      "the system's authorities",
      "scramTls",
      trusting(() => null),
      "certificate-refused: the broker's certificate is not signed by the authority that is given",
    ],
    [
      "a key that is no PEM",
      "mtls",
      (credentials) => ({ ...credentials, tls: { ca: cluster.ca, client: { certificate: "none", key: "none" } } }),
      "certificate-refused: the given authority, certificate or key is not valid PEM",
    ],
    ["no TLS where it is spoken", "scramTls", without("tls"), "unreachable: the listener speaks TLS only"],
    ["TLS where none is spoken", "scram", trusting(() => cluster.ca), "unreachable: the broker cut the connection"],
    ["no login where one is expected", "scram", without("sasl"), "unreachable: the broker closed the connection"],
  ];

  it.each(refusals)("says why nothing is read with %s", async (...[, listener, change, expected]) => {
    const credentials = await credentialsFor(cluster, listener);
    const changed = change(
      listener === "mtls" && expected.includes("client's") ? { tls: null, sasl: null } : credentials,
    );
    await using reader = await openReader(cluster, { listener, credentials: async () => read(changed) });
    const state = await reader.state();
    expect(whyUnread(state)).toBe(expected);
    expect(state).toMatchObject({ failure: { what: "Kafka alert-broker" } });
    expect(JSON.stringify(state)).not.toMatch(/password-of|wrong-password/);
    expect(whyUnread((await reader.groups(["any"]))[0]?.reading)).toBe(expected);
  });

  it("says that a certificate has expired, or that nobody is there", async () => {
    await using expired = await openReader(careless, { listener: "scramTls" });
    expect(whyUnread(await expired.state())).toBe("certificate-refused: the broker's certificate has expired");
    await using nobody = await openReader(careless, { bootstrap: [{ host: "127.0.0.1", port: 1 }] });
    expect(whyUnread(await nobody.state())).toBe("unreachable: the connection was refused");
    await using unknown = await openReader(careless, { bootstrap: [{ host: "kafka.invalid", port: 9092 }] });
    expect(whyUnread(await unknown.state())).toMatch(/^unreachable: the broker's name/);
  });

  it("says that a credential cannot be had", async () => {
    const credentials = async () => unread<KafkaCredentials>("no-permission", "Secret holdfast", "it may not be read");
    await using reader = await openReader(cluster, { credentials });
    expect(whyUnread(await reader.state())).toBe("no-permission: Secret holdfast: it may not be read");
    expect(reader.requests()).toBe(0);
  });

  it("tries the next broker of the configuration", async () => {
    const bootstrap = [{ host: "127.0.0.1", port: 1 }, ...cluster.brokers("plaintext")];
    await using reader = await openReader(cluster, { bootstrap });
    expect(must((await stateOf(reader)).cluster).brokers).toHaveLength(1);
  });

  it("tells a cluster without authorizer from one without ACLs", async () => {
    await using reader = await openReader(careless);
    expect(must((await stateOf(reader)).acls)).toEqual({ authorizer: false, bindings: [] });
  });

  it("calls nothing empty that an account may not see", async () => {
    await using reader = await openReader(cluster, { listener: "scram", login: ALICE });
    const state = await stateOf(reader);
    for (const part of ["quorum", "acls", "scramUsers", "quotas", "reassignments", "groups"] as const) {
      expect([part, whyUnread(state[part])]).toEqual([part, expect.stringMatching(/^no-permission: /)]);
    }
    for (const { entries } of must(state.brokerConfigs)) expect(whyUnread(entries)).toMatch(/^no-permission: /);
    for (const { directories } of must(state.logDirectories))
      expect(whyUnread(directories)).toMatch(/^no-permission: /);
    expect(must(state.cluster).controller).toBeNull();
    expect(must(state.topics).map(({ name }) => name)).toEqual(["described", "seen"]);
    const { inherited, topics } = must(state.topicConfigs);
    expect(inherited.length).toBeGreaterThan(20);
    expect(topics.map(({ name, overrides }) => [name, whyUnread(overrides)])).toEqual([
      ["described", null],
      ["seen", expect.stringMatching(/^no-permission: /)],
    ]);
  });

  it("tells a missing topic from a hidden one only where it may", async () => {
    await using reader = await openReader(cluster, { listener: "scram", login: ALICE });
    const absent = await reader.absent(["seen", "hidden", "ghost", "promised"]);
    expect(absent.map(({ reading }) => whyUnread(reading))).toEqual([
      null,
      "no-permission: the account may not describe the topic, or it does not exist",
      "no-permission: the account may not describe the topic, or it does not exist",
      null,
    ]);
    expect([given(absent[0]?.reading), given(absent[3]?.reading)]).toEqual([false, true]);
  });
});
