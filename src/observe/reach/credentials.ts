import type { HttpService, KafkaServiceConfig, ObjectStoreConfig, TlsConfig } from "../../config/services.ts";
import { type Reading, read } from "../../vocabulary/index.ts";
import type { TextReader } from "./texts.ts";

/** What a client proves itself with, and whom it trusts. PEM texts. */
export interface TlsCredentials {
  /** Null trusts what the system trusts. */
  readonly ca: string | null;
  readonly client: { readonly certificate: string; readonly key: string } | null;
}

export interface SaslCredentials {
  readonly mechanism: "SCRAM-SHA-512" | "SCRAM-SHA-256";
  readonly username: string;
  readonly password: string;
}

export interface KafkaCredentials {
  readonly tls: TlsCredentials | null;
  readonly sasl: SaslCredentials | null;
}

export interface HttpCredentials {
  /** PEM; null trusts what the system trusts. */
  readonly ca: string | null;
  /** Value of the Authorization header. */
  readonly authorization: string | null;
}

export interface ObjectStoreCredentials {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** The first text that cannot be had is why a service cannot be reached. */
export async function kafkaCredentials(
  { tls, sasl }: Pick<KafkaServiceConfig, "tls" | "sasl">,
  texts: TextReader,
): Promise<Reading<KafkaCredentials>> {
  const secured = tls === null ? read(null) : await tlsCredentials(tls, texts);
  if (!secured.ok) return secured;
  if (sasl === null) return read({ tls: secured.value, sasl: null });
  const { mechanism, username } = sasl;
  const password = await texts.secret(sasl.password);
  return password.ok ? read({ tls: secured.value, sasl: { mechanism, username, password: password.value } }) : password;
}

async function tlsCredentials({ ca, client }: TlsConfig, texts: TextReader): Promise<Reading<TlsCredentials>> {
  const authority = ca === null ? read(null) : await texts.open(ca);
  if (!authority.ok) return authority;
  if (client === null) return read({ ca: authority.value, client: null });
  const certificate = await texts.open(client.certificate);
  if (!certificate.ok) return certificate;
  const key = await texts.secret(client.key);
  if (!key.ok) return key;
  return read({ ca: authority.value, client: { certificate: certificate.value, key: key.value } });
}

/** @param learn hears of the header's secret part, which is no text of its own anywhere. */
export async function httpCredentials(
  { tls, basic }: Pick<HttpService, "tls" | "basic">,
  texts: TextReader,
  learn: (secret: string) => void,
): Promise<Reading<HttpCredentials>> {
  const ca = tls === null || tls.ca === null ? read(null) : await texts.open(tls.ca);
  if (!ca.ok) return ca;
  if (basic === null) return read({ ca: ca.value, authorization: null });
  const password = await texts.secret(basic.password);
  if (!password.ok) return password;
  const login = `${basic.username}:${password.value}`;
  learn(login);
  return read({ ca: ca.value, authorization: `Basic ${Buffer.from(login, "utf8").toString("base64")}` });
}

export async function objectStoreCredentials(
  config: Pick<ObjectStoreConfig, "accessKey" | "secretKey">,
  texts: TextReader,
): Promise<Reading<ObjectStoreCredentials>> {
  const accessKey = await texts.secret(config.accessKey);
  if (!accessKey.ok) return accessKey;
  const secretKey = await texts.secret(config.secretKey);
  return secretKey.ok ? read({ accessKey: accessKey.value, secretKey: secretKey.value }) : secretKey;
}
