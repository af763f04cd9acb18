import { describe, expect, it } from "vitest";
import { credentialsFrom } from "./credentials.ts";

const PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----";

async function readFile(path: string): Promise<string> {
  if (path === "key.pem") return `${PEM}\n`;
  throw new Error(`ENOENT ${path}`);
}

describe("github/credentials", () => {
  it.each([
    ["the token of a workflow", { GITHUB_TOKEN: "t1" }, { kind: "token", token: "t1" }],
    ["its own token first", { GITHUB_TOKEN: "t1", HOLDFAST_GITHUB_TOKEN: "t2\n" }, { kind: "token", token: "t2" }],
    ["no empty token", { GITHUB_TOKEN: "t1", HOLDFAST_GITHUB_TOKEN: "" }, { kind: "token", token: "t1" }],
    [
      "an App before a token",
      { GITHUB_TOKEN: "t1", HOLDFAST_GITHUB_APP_ID: "7", HOLDFAST_GITHUB_APP_PRIVATE_KEY: PEM },
      { kind: "app", appId: "7", privateKey: PEM },
    ],
    [
      "a key in one line",
      { HOLDFAST_GITHUB_APP_ID: "7", HOLDFAST_GITHUB_APP_PRIVATE_KEY: PEM.replaceAll("\n", "\\n") },
      { kind: "app", appId: "7", privateKey: PEM },
    ],
    [
      "a key in a file",
      { HOLDFAST_GITHUB_APP_ID: "7", HOLDFAST_GITHUB_APP_PRIVATE_KEY_FILE: "key.pem" },
      { kind: "app", appId: "7", privateKey: PEM },
    ],
  ])("takes %s", async (_, env, expected) => {
    expect(await credentialsFrom(env, readFile)).toEqual(expected);
  });

  it.each([
    [{}, "There is no token for GitHub. Set HOLDFAST_GITHUB_TOKEN or GITHUB_TOKEN, or"],
    [{ HOLDFAST_GITHUB_APP_ID: "7" }, "HOLDFAST_GITHUB_APP_ID is set, but no private key."],
    [{ HOLDFAST_GITHUB_APP_ID: "7", HOLDFAST_GITHUB_APP_PRIVATE_KEY_FILE: "none" }, "cannot be read"],
    [{ HOLDFAST_GITHUB_APP_ID: "7", HOLDFAST_GITHUB_APP_PRIVATE_KEY: "secret" }, "not in PEM format"],
  ])("says what is missing in %j, and quotes no secret", async (env, message) => {
    const failed = credentialsFrom(env, readFile);
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.not.toThrow('secret"');
  });
});
