import type { SecureContext } from "node:tls";
import type { SaslCredentials } from "../../reach/credentials.ts";
import type { KafkaTimeouts } from "../options.ts";
import type { BrokerAddress, KafkaRoute } from "../route.ts";

export interface LinkOptions {
  /** The broker by the name that it advertises. */
  readonly advertised: BrokerAddress;
  readonly route: KafkaRoute;
  readonly tls: SecureContext | null;
  readonly sasl: SaslCredentials | null;
  readonly timeouts: KafkaTimeouts;
  /** Hears of every request. */
  readonly sent: () => void;
}
