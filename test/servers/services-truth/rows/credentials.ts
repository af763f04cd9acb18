import { addScramUser, rehashScramUser, removeScramUser, setQuota } from "../moves/users.ts";
import type { Row } from "../row.ts";
import { expected, quota, USER_OPERATOR, user } from "./expect.ts";

const UNDONE = { undoneBy: USER_OPERATOR } as const;
const STRAY = { reason: "undeclared", ...UNDONE } as const;
const LEFT_ALONE = { reason: "undeclared" } as const;

const LASAIR = [{ type: "user", name: "lasair" }] as const;
const FINK = [{ type: "user", name: "fink" }] as const;
const SIMULATOR = [{ type: "user", name: "CN=alert-stream-simulator" }] as const;
const LASAIR_BEFORE = { consumer_byte_rate: 20_971_520 };
const FINK_BEFORE = { producer_byte_rate: 1_048_576, request_percentage: 55, controller_mutation_rate: 10 };

/** SCRAM users. The User Operator writes them anew at every pass, and deletes those that nobody declares. */
export const SCRAM_USERS: readonly Row[] = [
  {
    what: "a SCRAM user is missing",
    moves: [removeScramUser("alerce")],
    expect: [expected(["missing", "service", user("alerce")], UNDONE)],
  },
  {
    what: "a superuser with a password is missing",
    moves: [removeScramUser("admin")],
    expect: [expected(["missing", "service", user("admin")], UNDONE)],
  },
  {
    what: "two SCRAM users are missing",
    moves: [removeScramUser("fink"), removeScramUser("lasair")],
    expect: ["fink", "lasair"].map((name) => expected(["missing", "service", user(name)], UNDONE)),
  },
  {
    what: "there is a SCRAM user that nobody declares",
    moves: [addScramUser("mallory")],
    expect: [expected(["extra", "service", user("mallory")], STRAY)],
  },
  {
    what: "a user with a certificate has a password too",
    moves: [addScramUser("schema-registry")],
    expect: [expected(["extra", "service", user("schema-registry")], STRAY)],
  },
  {
    what: "a credential was made by hand with other iterations",
    moves: [rehashScramUser("alerce", 8192)],
    expect: [expected(["changed", "service", user("alerce"), "/SCRAM-SHA-512/iterations"], UNDONE)],
  },
];

/** Quotas. The User Operator owns those of users, and leaves every other entity alone. */
export const QUOTAS: readonly Row[] = [
  {
    what: "a quota is changed",
    moves: [setQuota(LASAIR, { consumer_byte_rate: 1 }, LASAIR_BEFORE)],
    expect: [expected(["changed", "service", quota("user=lasair"), "/consumer_byte_rate"], UNDONE)],
  },
  {
    what: "a quota is removed",
    moves: [setQuota(LASAIR, { consumer_byte_rate: null }, LASAIR_BEFORE)],
    expect: [expected(["missing", "service", quota("user=lasair")], UNDONE)],
  },
  {
    what: "one key of a quota is removed",
    moves: [setQuota(FINK, { request_percentage: null }, FINK_BEFORE)],
    expect: [expected(["removed", "service", quota("user=fink"), "/request_percentage"], UNDONE)],
  },
  {
    what: "two keys of a quota are changed",
    moves: [setQuota(FINK, { producer_byte_rate: 2_097_152, controller_mutation_rate: 10.5 }, FINK_BEFORE)],
    expect: ["/producer_byte_rate", "/controller_mutation_rate"].map((path) =>
      expected(["changed", "service", quota("user=fink"), path], UNDONE),
    ),
  },
  {
    what: "a key is added to a quota",
    moves: [setQuota(FINK, { consumer_byte_rate: 7 })],
    expect: [expected(["added", "service", quota("user=fink"), "/consumer_byte_rate"], UNDONE)],
  },
  {
    what: "a user without quotas gets one",
    moves: [setQuota([{ type: "user", name: "alerce" }], { producer_byte_rate: 1000 })],
    expect: [expected(["extra", "service", quota("user=alerce")], STRAY)],
  },
  {
    what: "a user with a certificate gets a quota",
    moves: [setQuota(SIMULATOR, { producer_byte_rate: 1_000_000 })],
    expect: [expected(["extra", "service", quota("user=CN=alert-stream-simulator")], STRAY)],
  },
  {
    what: "somebody who is no user has a quota",
    moves: [setQuota([{ type: "user", name: "mallory" }], { producer_byte_rate: 1_000_000 })],
    expect: [expected(["extra", "service", quota("user=mallory")], STRAY)],
  },
  {
    what: "a client id has a quota",
    moves: [setQuota([{ type: "client-id", name: "ingester" }], { consumer_byte_rate: 1_000_000 })],
    expect: [expected(["extra", "service", quota("client-id=ingester")], LEFT_ALONE)],
  },
  {
    what: "every client id has a quota",
    moves: [setQuota([{ type: "client-id", name: null }], { request_percentage: 200 })],
    expect: [expected(["extra", "service", quota("client-id=<default>")], LEFT_ALONE)],
  },
  {
    what: "every user has a quota",
    moves: [setQuota([{ type: "user", name: null }], { request_percentage: 200 })],
    expect: [expected(["extra", "service", quota("user=<default>")], LEFT_ALONE)],
  },
  {
    what: "a user has a quota for one client id",
    moves: [
      setQuota(
        [
          { type: "user", name: "alerce" },
          { type: "client-id", name: "reader" },
        ],
        { consumer_byte_rate: 1_000_000 },
      ),
    ],
    expect: [expected(["extra", "service", quota("user=alerce, client-id=reader")], LEFT_ALONE)],
  },
  {
    what: "every user has a quota for one client id",
    moves: [
      setQuota(
        [
          { type: "user", name: null },
          { type: "client-id", name: "reader" },
        ],
        { consumer_byte_rate: 1_000_000 },
      ),
    ],
    expect: [expected(["extra", "service", quota("user=<default>, client-id=reader")], LEFT_ALONE)],
  },
  {
    what: "an address has a quota",
    moves: [setQuota([{ type: "ip", name: "10.0.0.7" }], { connection_creation_rate: 20 })],
    expect: [expected(["extra", "service", quota("ip=10.0.0.7")], LEFT_ALONE)],
  },
];
