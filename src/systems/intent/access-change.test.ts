import { describe, expect, it } from "vitest";
import type { KubernetesObject } from "../../vocabulary/index.ts";
import { acl, every, intentOf, put, topic, wholeCluster } from "../testing/intent.ts";
import { accessChange, accessOf } from "./index.ts";

const GROUP = "group reader* Read";

interface Row {
  readonly what: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly lost?: string;
  readonly gained?: string;
}

const ROWS: readonly Row[] = [
  { what: "the same rules", before: [GROUP], after: [GROUP] },
  {
    what: "a topic that git declares",
    before: ["topic alerts Read Describe DescribeConfigs"],
    after: [],
    lost: "read alerts",
  },
  { what: "a topic that git does not declare", before: ["topic far Write"], after: [], lost: "write far" },
  { what: "a topic that goes too", before: ["topic old Read"], after: [] },
  {
    what: "another consumer group",
    before: ["group reader* Delete Describe Read"],
    after: ["group by-reader* Delete Describe Read"],
    lost: "use consumer groups that begin with its name",
    gained: "use consumer groups by-reader*",
  },
  { what: "a longer prefix", before: ["group re* Read"], after: [GROUP], lost: "use consumer groups re*" },
  {
    what: "a name where a prefix was",
    before: ["group re* Read"],
    after: ["group re Read"],
    lost: "use consumer groups re*",
  },
  {
    what: "what a wildcard still covers",
    before: ["group a* Read", "group b Read"],
    after: ["group * Read"],
    gained: "use consumer groups *",
  },
  {
    what: "what a shorter prefix still covers",
    before: [GROUP],
    after: ["group rea* All"],
    gained: "use consumer groups rea* and alter configs of consumer groups rea*",
  },
  { what: "what another right brings along", before: ["topic alerts Read Describe"], after: ["topic alerts Read"] },
  {
    what: "Describe alone",
    before: ["group reader* Read Describe"],
    after: ["group reader* Describe"],
    lost: "use consumer groups that begin with its name",
  },
  { what: "all of it", before: ["group g All"], after: ["group g Read Describe Delete DescribeConfigs AlterConfigs"] },
  {
    what: "less than all of it",
    before: ["group g All"],
    after: ["group g Read DescribeConfigs AlterConfigs"],
    lost: "delete consumer groups g",
  },
  {
    what: "a transactional id",
    before: ["transactionalId t Write Describe"],
    after: [],
    lost: "use transactional ids t",
  },
  {
    what: "the cluster",
    before: ["cluster x IdempotentWrite Describe"],
    after: ["cluster x Describe"],
    lost: "do IDEMPOTENT_WRITE on the cluster",
  },
  {
    what: "a denial within a prefix",
    before: [GROUP],
    after: [GROUP, "deny group reader-2 Read"],
    lost: "use consumer groups reader-2",
  },
  {
    what: "a denial around it",
    before: [GROUP],
    after: [GROUP, "deny group * All"],
    lost: "use consumer groups that begin with its name",
  },
  { what: "a denial of something else", before: [GROUP], after: [GROUP, "deny group other Read"] },
  {
    what: "a denial that goes",
    before: [GROUP, "deny group * Read"],
    after: [GROUP],
    gained: "use consumer groups that begin with its name",
  },
  {
    what: "a prefix of topics, of which git declares some",
    before: ["topic al* Read"],
    after: [],
    lost: "read alerts",
  },
  {
    what: "a prefix of topics, of which git declares none",
    before: ["topic far-* Read"],
    after: [],
    lost: "read far-*",
  },
  {
    what: "several things",
    before: ["topic alerts Read", "topic schemas Read Write", GROUP],
    after: [],
    lost: "read alerts and schemas, use consumer groups that begin with its name and write schemas",
  },
];

describe("systems/intent/access-change", () => {
  it.each(ROWS)("tells of $what", ({ before, after, lost = null, gained = null }) => {
    expect(changeOf(before.map(acl), after.map(acl))).toEqual({ lost, gained });
  });

  it("tells of hosts", () => {
    const from = (host: string) => ({ ...acl(GROUP), host });
    const name = "use consumer groups that begin with its name";
    expect([
      changeOf([acl(GROUP)], [from("192.0.2.1")]),
      changeOf([from("192.0.2.1")], [acl(GROUP)]),
      changeOf([from("192.0.2.1")], [from("192.0.2.2")]),
    ]).toEqual([
      { lost: `${name} from every host`, gained: null },
      { lost: null, gained: `${name} from every host` },
      { lost: `${name} from 192.0.2.1`, gained: `${name} from 192.0.2.2` },
    ]);
  });

  it("lets super users, and everybody where no ACLs decide, do everything", () => {
    const [reader] = [user([])];
    const asSuper = put("Kafka alert-broker", "spec/kafka/authorization/superUsers", ["CN=reader"]);
    const open = put("Kafka alert-broker", "spec/kafka/authorization", undefined);
    const closed = accessOf(reader, intentOf(wholeCluster()));
    for (const edit of [asSuper, open, every(asSuper, open)]) {
      const free = accessOf(reader, intentOf(edit(wholeCluster())));
      const change = closed && free && accessChange(closed, free);
      expect(change).toEqual({ lost: null, gained: "read alerts and schemas and write alerts and schemas" });
    }
  });
});

function changeOf(before: Parameters<typeof user>[0], after: Parameters<typeof user>[0]) {
  const old = accessOf(user(before), intentOf([...wholeCluster(), topic("old")]));
  const now = accessOf(user(after), intentOf(wholeCluster()));
  return old && now && accessChange(old, now);
}

function user(acls: readonly ReturnType<typeof acl>[]): KubernetesObject {
  return {
    apiVersion: "kafka.strimzi.io/v1",
    kind: "KafkaUser",
    metadata: { name: "reader", namespace: "kafka", labels: { "strimzi.io/cluster": "alert-broker" } },
    spec: { authorization: { type: "simple", acls: [...acls] } },
  };
}
