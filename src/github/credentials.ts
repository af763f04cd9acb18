import { UserError } from "../errors/index.ts";

/** What GitHub is written to with. */
export type Credentials =
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "app"; readonly appId: string; readonly privateKey: string };

export type Environment = Readonly<Record<string, string | undefined>>;

const TOKENS = ["HOLDFAST_GITHUB_TOKEN", "GITHUB_TOKEN"] as const;
const APP_ID = "HOLDFAST_GITHUB_APP_ID";
const KEY = "HOLDFAST_GITHUB_APP_PRIVATE_KEY";
const KEY_FILE = "HOLDFAST_GITHUB_APP_PRIVATE_KEY_FILE";

/**
 * The credentials of the environment, never of the command line: an App before a token, since a workflow always has a token.
 * @param readFile reads the file of the private key.
 * @throws UserError when there are none or a part is missing.
 */
export async function credentialsFrom(
  env: Environment,
  readFile: (path: string) => Promise<string>,
): Promise<Credentials> {
  const appId = variable(env, APP_ID);
  if (appId !== null) return { kind: "app", appId, privateKey: await privateKeyOf(env, readFile) };
  for (const name of TOKENS) {
    const token = variable(env, name);
    if (token !== null) return { kind: "token", token };
  }
  throw new UserError(`There is no token for GitHub. Set ${TOKENS.join(" or ")}, or ${APP_ID} and ${KEY} of an App.`);
}

async function privateKeyOf(env: Environment, readFile: (path: string) => Promise<string>): Promise<string> {
  const key = variable(env, KEY) ?? (await keyOfFile(variable(env, KEY_FILE), readFile));
  // Many stores of secrets keep one line only.
  const lines = key.includes("\n") ? key : key.replaceAll("\\n", "\n");
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(lines)) return lines;
  throw new UserError(`The private key of the App is not in PEM format. Set ${KEY} or ${KEY_FILE} as GitHub gave it.`);
}

async function keyOfFile(path: string | null, readFile: (path: string) => Promise<string>): Promise<string> {
  if (path === null) throw new UserError(`${APP_ID} is set, but no private key. Set ${KEY} or ${KEY_FILE}.`);
  try {
    return (await readFile(path)).trim();
  } catch {
    throw new UserError(`The file that ${KEY_FILE} names cannot be read. Give a path that this user may read.`);
  }
}

/** A workflow sets a secret that does not exist to the empty text. */
function variable(env: Environment, name: string): string | null {
  const value = env[name]?.trim();
  return value === undefined || value === "" ? null : value;
}
