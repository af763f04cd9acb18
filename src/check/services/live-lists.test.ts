import { describe, expect, it } from "vitest";
import { read, unread } from "../../vocabulary/index.ts";
import { LiveLists } from "./live-lists.ts";

const KIND = {
  group: "kafka.strimzi.io",
  version: "v1",
  kind: "KafkaTopic",
  plural: "kafkatopics",
  namespaced: true,
  verbs: [],
};
const LIST = { kind: KIND, namespace: "kafka" };
const LIVE_KIND = { group: KIND.group, kind: KIND.kind, namespace: "kafka" };

describe("check/services/live-lists", () => {
  it("never takes a list that was not made for an empty one", () => {
    expect(new LiveLists([LIST]).of(LIVE_KIND).ok).toBe(false);
  });

  it("keeps a failure as a failure", () => {
    const lists = new LiveLists([LIST]);
    lists.offer(LIST, unread("no-permission", "kafkatopics", "forbidden"));
    expect(lists.of(LIVE_KIND).ok).toBe(false);
  });

  it("is empty for a kind that the cluster does not serve", () => {
    expect(new LiveLists([]).of(LIVE_KIND)).toEqual(read([]));
  });

  it("lists only what no target lists anyway, in whatever version", () => {
    const old = { kind: { ...KIND, version: "v1beta2" }, namespace: "kafka" };
    expect(new LiveLists([LIST]).besides([old])).toEqual([]);
    expect(new LiveLists([LIST]).besides([{ ...old, namespace: "elsewhere" }])).toEqual([LIST]);
  });

  it("neither lists what is excluded nor takes it for empty", () => {
    const lists = new LiveLists([LIST], { isExcluded: () => true });
    expect(lists.besides([])).toEqual([]);
    expect(lists.of(LIVE_KIND).ok).toBe(false);
  });

  it("takes nothing for empty of a group that could not be asked what it serves", () => {
    const lists = new LiveLists([], { unknownGroups: new Set([KIND.group]) });
    expect(lists.of(LIVE_KIND).ok).toBe(false);
  });

  it("lets go of what nobody wants", () => {
    const lists = new LiveLists([]);
    lists.offer(LIST, unread("timeout", "kafkatopics", "no answer"));
    expect(lists.of(LIVE_KIND)).toEqual(read([]));
  });
});
