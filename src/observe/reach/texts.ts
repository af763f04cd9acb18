import { readFile } from "node:fs/promises";
import type { TextSource } from "../../config/services.ts";
import { isJsonObject, type KubernetesObject, type Reading, read, unread } from "../../vocabulary/index.ts";
import type { KubernetesReader, ServedKind } from "../kubernetes/port.ts";

/** Reads texts from where holdfast.yaml says that they are kept. Failures never quote what was read. */
export interface TextReader {
  /** A secret text: it is learned, so that it is scrubbed from all output, before anybody gets it. */
  secret(source: TextSource): Promise<Reading<string>>;
  /** A certificate, which anybody may see. */
  open(source: TextSource): Promise<Reading<string>>;
}

export interface TextReaderOptions {
  /** Reads Secrets. */
  readonly kubernetes: Pick<KubernetesReader, "list">;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly learn: (secret: string) => void;
}

export function createTextReader(options: TextReaderOptions): TextReader {
  return new Texts(options);
}

/** Known without discovery: every cluster serves it so. */
const SECRETS: ServedKind = {
  group: "",
  version: "v1",
  kind: "Secret",
  plural: "secrets",
  namespaced: true,
  verbs: ["list"],
};

type SecretSource = Extract<TextSource, { kind: "secret" }>;
type Secrets = Reading<readonly KubernetesObject[]>;

class Texts implements TextReader {
  readonly #options: TextReaderOptions;
  /** By namespace and name: a KafkaUser's certificate and key stand in one Secret. */
  readonly #secrets = new Map<string, Promise<Secrets>>();

  constructor(options: TextReaderOptions) {
    this.#options = options;
  }

  async secret(source: TextSource): Promise<Reading<string>> {
    const reading = await this.open(source);
    if (reading.ok) this.#options.learn(reading.value);
    return reading;
  }

  open(source: TextSource): Promise<Reading<string>> {
    switch (source.kind) {
      case "secret":
        return this.#ofSecret(source);
      case "file":
        return ofFile(source.file);
      case "environment":
        return Promise.resolve(this.#ofEnvironment(source.variable));
    }
  }

  async #ofSecret(source: SecretSource): Promise<Reading<string>> {
    const what = `${source.key} of Secret ${source.name} in ${source.namespace}`;
    const secrets = await this.#list(source);
    if (!secrets.ok) return unread(secrets.failure.reason, what, secrets.failure.why);
    const [secret] = secrets.value;
    if (secret === undefined) return missing(what, "the Secret does not exist");
    const { data } = secret;
    const encoded = isJsonObject(data) ? data[source.key] : undefined;
    if (typeof encoded !== "string") return missing(what, "the Secret has no such key");
    return read(Buffer.from(encoded, "base64").toString("utf8"));
  }

  /** A list of one name needs no right to read the namespace's other Secrets. */
  #list({ namespace, name }: SecretSource): Promise<Secrets> {
    const key = `${namespace}/${name}`;
    const known = this.#secrets.get(key);
    if (known !== undefined) return known;
    const fieldSelector = `metadata.name=${name}`;
    const listing = this.#options.kubernetes.list({ kind: SECRETS, namespace, fieldSelector });
    this.#secrets.set(key, listing);
    return listing;
  }

  #ofEnvironment(variable: string): Reading<string> {
    const text = this.#options.env[variable];
    return text === undefined || text === ""
      ? missing(`environment variable ${variable}`, "it is not set")
      : read(text);
  }
}

async function ofFile(file: string): Promise<Reading<string>> {
  try {
    // Editors end a file with a line feed, which is no part of a password.
    return read((await readFile(file, "utf8")).replace(/\r?\n$/, ""));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return missing(`file ${file}`, code === "ENOENT" ? "it does not exist" : `it cannot be read (${code})`);
  }
}

function missing(what: string, why: string): Reading<never> {
  return unread("unreachable", what, why);
}
