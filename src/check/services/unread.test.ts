import { describe, expect, it } from "vitest";
import { kafkaState } from "../../systems/testing/evidence.ts";
import { read, unread } from "../../vocabulary/index.ts";
import { unreadOfKafka } from "./unread.ts";

const EVIDENCE = { cluster: "alert-broker", namespace: "kafka", groups: [], lastMessages: [], absent: [] };
const FORBIDDEN = unread<never>("no-permission", "x", "the account may not describe the cluster");

function whats(evidence: Partial<Parameters<typeof unreadOfKafka>[0]>): string[] {
  const failures = unreadOfKafka({ ...EVIDENCE, state: kafkaState(), ...evidence });
  return failures.map(({ failure }) => `${failure.what}: ${failure.why}`);
}

describe("check/services/unread", () => {
  it("is silent where everything was read", () => {
    expect(whats({})).toEqual([]);
  });

  it("says parts that failed alike once", () => {
    const state = kafkaState({ acls: FORBIDDEN, scramUsers: FORBIDDEN, quotas: FORBIDDEN });
    expect(whats({ state })).toEqual([
      "ACLs, SCRAM users and quotas of Kafka alert-broker: the account may not describe the cluster",
    ]);
  });

  it("says once that the configs of topics may not be read", () => {
    const topics = ["alerts", "plain"].map((name) => ({ name, overrides: FORBIDDEN }));
    const state = kafkaState({ topicConfigs: read({ inherited: [], topics }) });
    expect(whats({ state })).toEqual([
      "configs of topic alerts and configs of topic plain of Kafka alert-broker: the account may not describe the cluster",
    ]);
  });

  it("keeps apart what failed for different reasons", () => {
    const state = kafkaState({ acls: FORBIDDEN, groups: unread("timeout", "x", "no answer in 10 seconds") });
    expect(whats({ state })).toHaveLength(2);
  });

  it("counts what is too much to name", () => {
    const absent = Array.from({ length: 7 }, (_, index) => ({ name: `t${index}`, reading: FORBIDDEN }));
    expect(whats({ absent })).toEqual([
      "topic t0, topic t1, topic t2, topic t3 and 3 more of Kafka alert-broker: the account may not describe the cluster",
    ]);
  });

  it("looks into groups and messages that were read", () => {
    const group = { name: "g", type: "consumer", state: "Stable", members: FORBIDDEN, offsets: read([]) } as const;
    const groups = [{ name: "g", reading: read(group) }];
    const lastMessages = [{ name: "alerts", reading: read([{ partition: 2, last: FORBIDDEN }]) }];
    expect(whats({ groups, lastMessages })[0]).toContain("members of consumer group g and last message of alerts-2");
  });

  it("leaves a cluster out of reach to the finding about the cluster", () => {
    expect(whats({ state: null })).toEqual([]);
  });
});
