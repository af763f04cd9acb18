/** Where a broker is, by the name that it advertises or that the configuration gives. */
export interface BrokerAddress {
  readonly host: string;
  readonly port: number;
}

/** How connections get to brokers. TLS always checks the advertised name, wherever the connection leads. */
export interface KafkaRoute {
  /** Where to connect to instead. @throws NoRoute, or another error that carries a `ReadFailure` as `failure`. */
  address(broker: BrokerAddress): Promise<BrokerAddress>;
  close(): Promise<void>;
}

/** Brokers are reached at the addresses that they advertise. */
export function directRoute(): KafkaRoute {
  return { address: async (broker) => broker, close: async () => undefined };
}
