import { describe, expect, it } from "vitest";
import type { Json, KubernetesObject } from "../../vocabulary/index.ts";
import { KNOWN_DEPLOYERS } from "../deployer.ts";
import { attributionOf } from "./attribution.ts";
import { HUMAN_TOOLS, KNOWN_CONTROLLERS, roleOf } from "./managers.ts";
import { ownersOf } from "./owners.ts";

function live(...entries: readonly { [name: string]: Json }[]): KubernetesObject {
  return { apiVersion: "v1", kind: "Secret", metadata: { name: "x", managedFields: [...entries] } };
}

function entry(manager: string, fields: Json, more: { [name: string]: Json } = {}): { [name: string]: Json } {
  return { manager, operation: "Update", apiVersion: "v1", time: "2026-01-01T00:00:00Z", fieldsV1: fields, ...more };
}

function names(owners: readonly { manager: string }[]): string[] {
  return owners.map(({ manager }) => manager);
}

describe("compare/ownership", () => {
  it.each([
    ["argocd-controller", "Apply", null, "deployer"],
    ["helm", "Update", null, "deployer"],
    ["kubectl", "Apply", null, "deployer"],
    ["kubectl", "Update", "scale", "human"],
    ["kubectl", "Update", null, "human"],
    ["before-first-apply", "Update", null, "deployer"],
    ["strimzi-topic-operator", "Update", null, "controller"],
    ["strimzi", "Update", null, "human"],
    ["terraform", "Apply", null, "human"],
    ...HUMAN_TOOLS.map((tool) => [tool, "Update", null, "human"] as const),
  ] as const)("takes %s/%s/%s for a %s", (...[manager, operation, subresource, role]) => {
    const writer = { manager, operation, apiVersion: "v1", fieldsV1: {}, ...(subresource ? { subresource } : {}) };
    expect(roleOf(writer, KNOWN_DEPLOYERS)).toBe(role);
  });

  it("says of each known controller why it is one", () => {
    expect(KNOWN_CONTROLLERS.filter(({ why }) => why.length < 10)).toEqual([]);
  });

  it("tells who owns a map from who owns what is in it", () => {
    const owners = ownersOf(
      live(entry("a", { "f:m": { ".": {}, "f:x": {} } }), entry("b", { "f:m": { "f:y": {} } })),
      KNOWN_DEPLOYERS,
    ).field("m", false);
    expect([names(owners.holders()), names(owners.within())]).toEqual([["a"], ["a", "b"]]);
    expect(names(owners.field("y", false).holders())).toEqual(["b"]);
  });

  it("gives everything inside an atomic value to the owner of the whole", () => {
    const list = ownersOf(live(entry("a", { "f:l": {} })), []).field("l", false);
    expect(names(list.item({ x: 1 }, null, true).field("x", false).holders())).toEqual(["a"]);
    expect(names(list.item({ x: 1 }, null, false).holders())).toEqual([]);
  });

  it("finds list items by their keys, however these are spelled and sorted", () => {
    const fields = { 'k:{"port":80,"protocol":"TCP"}': { ".": {} }, 'k:{"name":"a\\u003cb"}': { ".": {} } };
    const owners = ownersOf(live(entry("a", fields)), []);
    expect(names(owners.item({}, { protocol: "TCP", port: 80 }, false).holders())).toEqual(["a"]);
    expect(names(owners.item({}, { name: "a<b" }, false).holders())).toEqual(["a"]);
    expect(names(owners.item({}, { name: "c" }, false).holders())).toEqual([]);
  });

  it("finds values of a set", () => {
    const owners = ownersOf(live(entry("a", { 'v:"x"': {} })), []);
    expect([names(owners.item("x", null, false).holders()), names(owners.item("y", null, false).holders())]).toEqual([
      ["a"],
      [],
    ]);
  });

  it("never counts the status subresource", () => {
    expect(ownersOf(live(entry("a", { "f:x": {} }, { subresource: "status" })), []).within()).toEqual([]);
  });

  it("looks for a Secret's data under stringData too", () => {
    const owners = ownersOf(live(entry("a", { "f:stringData": { "f:k": {} } })), []).field("data", false);
    expect(names(owners.field("k", false).holders())).toEqual(["a"]);
  });

  it("names a person before the deployer, and of two people the later", () => {
    const owner = { operation: "Update", subresource: null } as const;
    const found = attributionOf([
      { ...owner, manager: "helm", role: "deployer", time: "2026-03-01T00:00:00Z" },
      { ...owner, manager: "early", role: "human", time: "2026-01-01T00:00:00Z" },
      { ...owner, manager: "late", role: "human", time: "2026-02-01T00:00:00Z" },
    ]);
    expect(found).toEqual({ manager: "late", operation: "Update", time: "2026-02-01T00:00:00Z" });
    expect(attributionOf([])).toBeNull();
  });
});
