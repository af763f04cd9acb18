import { describe, expect, it } from "vitest";
import { opensToAll, POLICY } from "./policy.ts";

const allow = { Effect: "Allow", Action: "s3:GetObject" };
const deny = { Effect: "Deny", Action: "s3:*", Principal: "*" };

describe("observe/objectstore/live/policy", () => {
  it.each<[string, object | object[], boolean | null]>([
    ["anybody", { ...allow, Principal: "*" }, true],
    ["anybody with an account", [{ ...allow, Principal: { AWS: "*" } }], true],
    ["anybody among others", [{ ...allow, Principal: { AWS: ["arn:aws:iam::1:root", "*"] } }], true],
    ["all but one", [{ ...allow, NotPrincipal: { AWS: "arn:aws:iam::1:root" } }], true],
    ["one account", [{ ...allow, Principal: { AWS: "arn:aws:iam::1:root" } }], false],
    ["nobody", [deny], false],
    ["anybody under a condition", [{ ...allow, Principal: "*", Condition: { Bool: {} } }], null],
    ["anybody who is denied elsewhere", [{ ...allow, Principal: "*" }, deny], null],
  ])("says whether a policy for %s opens the bucket", (_, statement, expected) => {
    expect(opensToAll(POLICY.parse(JSON.stringify({ Version: "2012-10-17", Statement: statement })))).toBe(expected);
  });

  it.each(["<ListBucketResult/>", "{}", "1"])("takes %s for no policy", (text) => {
    expect(POLICY.safeParse(text).success).toBe(false);
  });
});
