import { generateKeyPairSync, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { USERS, type User } from "./users.ts";

const PRIVATE = { mode: 0o600 };

/** Writes `tokens.csv`, `sa.key` and `sa.pub` into the folder and gives the tokens. */
export async function writeCredentials(folder: string): Promise<Record<User, string>> {
  const tokens = {
    admin: newToken(),
    reader: newToken(),
    "reader-without-topics": newToken(),
    nobody: newToken(),
  } satisfies Record<User, string>;
  const lines = USERS.map((user) => `${tokens[user]},${user},${user}${user === "admin" ? ',"system:masters"' : ""}\n`);
  await writeFile(join(folder, "tokens.csv"), lines.join(""), PRIVATE);
  const keys = generateKeyPairSync("ec", {
    namedCurve: "prime256v1",
    privateKeyEncoding: { type: "sec1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  await writeFile(join(folder, "sa.key"), keys.privateKey, PRIVATE);
  await writeFile(join(folder, "sa.pub"), keys.publicKey);
  return tokens;
}

function newToken(): string {
  return randomBytes(24).toString("base64url");
}
