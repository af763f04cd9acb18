/** Kafka refused, in the words in which Java's client says so. */
export class KafkaFault extends Error {}

/** No broker answered. */
export class KafkaGone extends Error {}

/** Java's exceptions by Kafka's error codes. */
const EXCEPTIONS: Readonly<Record<number, string>> = {
  17: "InvalidTopicException",
  37: "InvalidPartitionsException",
  38: "InvalidReplicationFactorException",
  40: "InvalidConfigurationException",
  42: "InvalidRequestException",
};

interface Refusal {
  readonly errorCode: number;
  readonly errorMessage?: string | null;
}

/** An error of the client as `KafkaFault` where a broker answered, else as `KafkaGone`. */
export function faultOf(error: unknown): KafkaFault | KafkaGone {
  const response = (error as { response?: Record<string, unknown> }).response;
  if (response === undefined) return new KafkaGone(String(error), { cause: error });
  const items = Object.values(response).flatMap((part) => (Array.isArray(part) ? (part as Refusal[]) : []));
  const refusal = items.find(({ errorCode }) => errorCode !== 0);
  const exception = EXCEPTIONS[refusal?.errorCode ?? 0] ?? `error ${refusal?.errorCode ?? "unknown"}`;
  return new KafkaFault(`org.apache.kafka.common.errors.${exception}: ${refusal?.errorMessage ?? ""}`);
}
