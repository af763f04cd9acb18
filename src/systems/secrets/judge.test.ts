import { describe, expect, it } from "vitest";
import { all, type Change, edit, evidenceAfter, forget, lose } from "../testing/alert-system.ts";
import { inShort } from "../testing/evidence.ts";
import { secrets } from "./index.ts";

type Row = readonly [what: string, change: Change, found: readonly string[]];

const inGit: Change = ({ declared, live }) => ({
  declared: [...declared, ...live.filter(({ kind, metadata }) => kind === "Secret" && metadata.name === "store")],
});

const ROWS: readonly Row[] = [
  ["all is well, and an optional one is missing", () => ({}), []],
  ["a Secret of Vault's", lose("Secret", "store"), ["missing operator Secret store because VaultSecret store"]],
  [
    "a Secret of Vault's that was never written",
    all(lose("Secret", "store"), edit("VaultSecret store", ["status"], undefined)),
    [],
  ],
  [
    "a key",
    edit("Secret store", ["data"], { "secret-key": "eA==" }),
    ["missing operator Secret store /data/access-key because VaultSecret store"],
  ],
  ["a user's Secret", lose("Secret", "simulator"), ["missing operator Secret simulator because KafkaUser simulator"]],
  [
    "a user's Secret before the User Operator acted",
    all(lose("Secret", "simulator"), edit("KafkaUser simulator", ["status"], undefined)),
    [],
  ],
  [
    "the cluster's authority",
    lose("Secret", "alert-broker-cluster-ca-cert"),
    ["missing operator Secret alert-broker-cluster-ca-cert because Kafka alert-broker"],
  ],
  [
    "a Secret that nothing in git makes",
    all(lose("Secret", "store"), forget("VaultSecret", "store")),
    ["missing operator Secret store"],
  ],
  ["a Secret of git, which the comparison with the cluster misses", all(inGit, lose("Secret", "store")), []],
  [
    "a VaultSecret that failed",
    edit(
      "VaultSecret store",
      ["status", "conditions"],
      [{ type: "SecretCreated", status: "False", reason: "FetchFailed" }],
    ),
    ["changed operator VaultSecret store /status/conditions (not-ready)"],
  ],
];

describe("systems/secrets", () => {
  it.each(ROWS)("%s", (_, change, found) => {
    const judged = secrets.judge?.(evidenceAfter(change));
    expect(inShort(judged ?? { differences: [], failures: [], notes: [] })).toEqual(found);
  });

  it("names who needs a Secret, and who should bring it", () => {
    const judged = secrets.judge?.(evidenceAfter(lose("Secret", "alert-database-ingester")));
    expect(judged?.differences.map(({ difference }) => difference.statement)).toEqual([
      "Secret alert-database-ingester does not exist, but Deployment ingester, TriggerAuthentication ingester needs it, and KafkaUser alert-database-ingester should bring it",
    ]);
  });

  it("lists Secrets only where something refers to one", () => {
    const { declared } = evidenceAfter(() => ({}));
    const lists = secrets.lists?.(declared).filter(({ kind }) => kind === "Secret");
    expect(lists).toEqual([{ group: "", kind: "Secret", namespace: "kafka" }]);
    expect(secrets.lists?.({ objects: [], of: () => [], applicationOf: () => null })).toEqual([]);
  });
});
