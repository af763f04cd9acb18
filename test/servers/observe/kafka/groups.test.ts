import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GroupState } from "../../../../src/observe/kafka/port.ts";
import { type GroupMember, type KafkaCluster, startKafka } from "../../kafka/index.ts";
import { waitFor } from "../../kube/index.ts";
import { given, must, openReader, stateOf, whyUnread } from "./lab.ts";

const BOB = { username: "bob", password: "password-of-bob" };
const REDUCED = { resourceType: "GROUP", principal: "User:bob", operation: "DESCRIBE" } as const;

describe("observe/kafka groups", () => {
  let cluster: KafkaCluster;
  const members: GroupMember[] = [];

  beforeAll(async () => {
    cluster = await startKafka({ properties: { "group.share.enable": "true" } });
    const { fixtures } = cluster;
    await fixtures.createTopics({ name: "alerts", partitions: 2 });
    for (const partition of [0, 0, 0, 1]) await fixtures.produce("alerts", partition, Buffer.from("x"));
    // The coordinator of a young cluster needs a moment.
    await waitFor(() => commit(cluster), { what: "a group to be committed" });
    for (const protocol of ["classic", "consumer"] as const) {
      const member = { group: protocol, topic: "alerts", protocol, clientId: `client-of-${protocol}` };
      members.push(await fixtures.startMember(member));
    }
    await fixtures.createScramUser(BOB.username, BOB.password);
    await fixtures.createAcls(
      { ...REDUCED, resourceName: "readers" },
      { ...REDUCED, resourceName: "classic" },
      { ...REDUCED, resourceName: "nowhere" },
    );
  });
  afterAll(async () => {
    await Promise.all(members.map((member) => member.stop()));
    await cluster.stop();
  });

  async function groupsAs(names: readonly string[], login?: typeof BOB): Promise<(GroupState | null)[]> {
    await using reader = await openReader(cluster, login === undefined ? {} : { listener: "scram", login });
    return (await reader.groups(names)).map(({ reading }) => must(reading));
  }

  it("tells how far a group without members is", async () => {
    const [group] = await groupsAs(["readers"]);
    expect(group).toMatchObject({ name: "readers", type: "classic", state: "Empty" });
    expect(given(group?.members)).toEqual([]);
    expect(given(group?.offsets)).toEqual([{ topic: "alerts", partition: 0, committed: 1, end: 3 }]);
  });

  it.each(["classic", "consumer"] as const)("tells members of a %s group, and what they own", async (type) => {
    const [group] = await groupsAs([type]);
    expect(group).toMatchObject({ name: type, type, state: "Stable" });
    expect(given(group?.members)).toEqual([
      {
        id: expect.any(String),
        clientId: `client-of-${type}`,
        host: "127.0.0.1",
        assignments: [{ topic: "alerts", partitions: [0, 1] }],
      },
    ]);
    expect(given(group?.offsets)?.map(({ partition, end }) => [partition, end])).toEqual([
      [0, 3],
      [1, 1],
    ]);
  });

  it("lists the types of all groups", async () => {
    await using reader = await openReader(cluster);
    const groups = must((await stateOf(reader)).groups);
    expect(groups.map(({ name, type, state }) => [name, type, state])).toEqual([
      ["classic", "classic", "Stable"],
      ["consumer", "consumer", "Stable"],
      ["readers", "classic", "Empty"],
    ]);
  });

  it("knows a group that does not exist", async () => {
    expect(await groupsAs(["nobody"])).toEqual([null]);
    expect(await groupsAs(["nowhere"], BOB)).toEqual([null]);
  });

  it("says what an account may not describe, instead of none", async () => {
    await using reader = await openReader(cluster, { listener: "scram", login: BOB });
    const [denied, readers, classic] = await reader.groups(["consumer", "readers", "classic"]);
    expect(whyUnread(denied?.reading)).toBe("no-permission: the account may not describe the group");
    // Kafka answers with no offsets at all, since the topic may not be seen.
    const offsets = given(readers?.reading)?.offsets;
    expect(whyUnread(offsets)).toMatch(/^no-permission: Kafka tells none/);
    const owned = given(classic?.reading)?.offsets;
    expect(whyUnread(owned)).toBe("no-permission: the account may not describe topic alerts");
    expect(whyUnread((await stateOf(reader)).groups)).toMatch(
      /^no-permission: the account may not describe the cluster/,
    );
  });
});

async function commit({ fixtures }: KafkaCluster): Promise<boolean> {
  return fixtures.commitOffsets("readers", "alerts", [{ partition: 0, offset: 1 }]).then(
    () => true,
    () => false,
  );
}
