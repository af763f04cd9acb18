import { isIP } from "node:net";
import { type ConnectionOptions, checkServerIdentity, createSecureContext, type SecureContext } from "node:tls";
import type { TlsCredentials } from "../../reach/credentials.ts";
import type { BrokerAddress } from "../route.ts";
import { BAD_PEM } from "./connection-causes.ts";
import { KafkaFailure } from "./failure.ts";

/** Made once for all connections. @throws KafkaFailure when a text is not PEM. */
export function secureContext({ ca, client }: TlsCredentials): SecureContext {
  try {
    const trusted = ca === null ? {} : { ca };
    return createSecureContext({
      ...trusted,
      ...(client === null ? {} : { cert: client.certificate, key: client.key }),
    });
  } catch {
    // OpenSSL's message may quote what it could not read.
    throw new KafkaFailure(BAD_PEM);
  }
}

/** Options for a connection that may lead elsewhere, but must end at the broker of this advertised name. */
export function tlsOptions(context: SecureContext, { host }: BrokerAddress): ConnectionOptions {
  return {
    secureContext: context,
    // RFC 6066 has no addresses as server names.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
  };
}
