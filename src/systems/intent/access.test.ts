import { describe, expect, it } from "vitest";
import { acl, intentOf, put, wholeCluster } from "../testing/intent.ts";
import { tlsUser } from "../testing/services-intent.ts";
import { kafkasIn, type Right, rightsLacking } from "./index.ts";

const READ: Right = { type: "topic", name: "alerts", operation: "Read" };
const CONFIGS: Right = { type: "topic", name: "alerts", operation: "DescribeConfigs" };
const GROUP: Right = { type: "group", name: "alerts", operation: "Read" };

describe("systems/intent/access", () => {
  it.each([
    ["topic alerts Read", READ, true],
    ["topic alerts All", CONFIGS, true],
    ["topic alerts DescribeConfigs", CONFIGS, true],
    ["topic alerts Describe", CONFIGS, false],
    ["topic * Read", READ, true],
    ["topic al* Read", READ, true],
    ["topic alertsv2* Read", READ, false],
    ["topic other Read", READ, false],
    ["topic alerts Read", GROUP, false],
    ["group * Read", GROUP, true],
  ])("%s", (text, right, isAllowed) => {
    expect(lacking([text], right)).toBe(!isAllowed);
  });

  it("lets a denial beat every permission", () => {
    expect(lacking(["topic * All", "deny topic alerts Read"], READ)).toBe(true);
    expect(lacking(["topic * All", "deny topic alerts Write"], READ)).toBe(false);
  });

  it.each([
    ["no authorization", "spec/kafka/authorization", undefined],
    ["everything allowed where nothing is said", "spec/kafka/config/allow.everyone.if.no.acl.found", "true"],
    ["a superuser by certificate", "spec/kafka/authorization/superUsers", ["CN=reader"]],
    ["a superuser by name", "spec/kafka/authorization/superUsers", ["reader"]],
  ])("lacks nothing with %s", (_, path, value) => {
    const [kafka] = kafkasIn(intentOf(put("Kafka alert-broker", path, value)(wholeCluster())).declared);
    expect(kafka && rightsLacking(tlsUser("reader", []), [READ], kafka)).toEqual([]);
  });
});

function lacking(acls: readonly string[], right: Right): boolean {
  const [kafka] = kafkasIn(intentOf(wholeCluster()).declared);
  if (kafka === undefined) throw new Error("The cluster has no Kafka.");
  return rightsLacking(tlsUser("reader", acls.map(acl)), [right], kafka).length > 0;
}
