import { writeFile } from "node:fs/promises";
import { USERS, type User } from "./users.ts";

export interface Kubeconfig {
  readonly path: string;
  readonly url: string;
  /** Null for a plain HTTP server. kubectl sends no token to one; client-node does. */
  readonly ca: string | null;
  readonly tokens: Readonly<Record<User, string>>;
}

/** Writes a kubeconfig with one context for each user (JSON, which is YAML); `admin` is current. */
export async function writeKubeconfig({ path, url, ca, tokens }: Kubeconfig): Promise<void> {
  const authority = ca === null ? {} : { "certificate-authority-data": Buffer.from(ca).toString("base64") };
  const content = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": "admin",
    clusters: [{ name: "throwaway", cluster: { server: url, ...authority } }],
    users: USERS.map((name) => ({ name, user: { token: tokens[name] } })),
    contexts: USERS.map((name) => ({ name, context: { cluster: "throwaway", user: name } })),
  };
  await writeFile(path, JSON.stringify(content), { mode: 0o600 });
}
