import { connectKafka, directRoute, type KafkaOptions, type KafkaReader } from "../../../../src/observe/kafka/index.ts";
import type { KafkaState } from "../../../../src/observe/kafka/state.ts";
import type { KafkaCredentials } from "../../../../src/observe/reach/credentials.ts";
import { type Reading, read } from "../../../../src/vocabulary/index.ts";
import { ADMIN, type KafkaCluster, type Listener } from "../../kafka/index.ts";

export interface ReaderOptions extends Partial<KafkaOptions> {
  /** Default `plaintext`, where everybody is a super user. */
  readonly listener?: Listener;
  /** Name and password of the SCRAM listeners; default is the super user. */
  readonly login?: { readonly username: string; readonly password: string };
}

/** A reader of the cluster; it closes at the end of its block. */
export async function openReader(
  cluster: KafkaCluster,
  options: ReaderOptions = {},
): Promise<KafkaReader & AsyncDisposable> {
  const { listener = "plaintext", login = ADMIN, ...rest } = options;
  const credentials = await credentialsFor(cluster, listener, login);
  const reader = connectKafka({
    description: "Kafka alert-broker",
    bootstrap: cluster.brokers(listener),
    credentials: async () => read(credentials),
    route: directRoute(),
    ...rest,
  });
  return Object.assign(reader, { [Symbol.asyncDispose]: () => reader.close() });
}

/** What the listener asks for. */
export async function credentialsFor(
  cluster: KafkaCluster,
  listener: Listener,
  login: { readonly username: string; readonly password: string } = ADMIN,
): Promise<KafkaCredentials> {
  const scram = listener === "scram" || listener === "scramTls";
  const secure = listener === "mtls" || listener === "scramTls";
  const client = listener === "mtls" ? await cluster.clientCertificate("admin") : null;
  return {
    tls: secure ? { ca: cluster.ca, client } : null,
    sasl: scram ? { mechanism: "SCRAM-SHA-512", ...login } : null,
  };
}

export async function stateOf(reader: KafkaReader): Promise<KafkaState> {
  return must(await reader.state());
}

/** @throws Error with the failure, so that a test shows it. */
export function must<T>(reading: Reading<T>): T {
  if (!reading.ok) throw new Error(`${reading.failure.reason}: ${reading.failure.what}: ${reading.failure.why}`);
  return reading.value;
}

/** The value of what must be there. @throws Error where it is missing or unread */
export function given<T>(reading: Reading<T> | undefined): T {
  if (reading === undefined) throw new Error("it is missing");
  return must(reading);
}

/** `reason: why` of what is unread; null for what was read. */
export function whyUnread(reading: Reading<unknown> | undefined): string | null {
  if (reading === undefined) throw new Error("it is missing");
  return reading.ok ? null : `${reading.failure.reason}: ${reading.failure.why}`;
}
