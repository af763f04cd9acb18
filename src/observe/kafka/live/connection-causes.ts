import type { Cause } from "./cause.ts";

/** A connection on which nothing comes any more. */
export const SILENT: Cause = { reason: "timeout", why: "the broker does not answer", passes: true };

/** What an error of a socket means, by the code that Node gives it; null for one that says nothing. */
export function causeByCode(code: string): Cause | null {
  const known = CAUSES[code];
  if (known !== undefined) return known;
  if (/ALERT.*(CERTIFICATE|UNKNOWN_CA)/.test(code)) return CLIENT_CERTIFICATE;
  if (code.startsWith("ERR_SSL_")) return NO_TLS;
  return code.startsWith("E") && !code.startsWith("ERR_")
    ? unreachable(`no connection could be made (${code})`, true)
    : null;
}

/** Credentials that cannot be used at all. */
export const BAD_PEM: Cause = {
  reason: "certificate-refused",
  why: "the given authority, certificate or key is not valid PEM",
  passes: false,
};

function unreachable(why: string, passes: boolean): Cause {
  return { reason: "unreachable", why, passes };
}

function certificate(why: string): Cause {
  return { reason: "certificate-refused", why, passes: false };
}

const CLIENT_CERTIFICATE: Cause = {
  reason: "login-refused",
  why: "the broker does not accept the client's certificate",
  passes: false,
};

const NO_TLS = unreachable("the listener does not speak TLS", false);
const UNTRUSTED = certificate("the broker's certificate is not signed by the authority that is given");

const CAUSES: Readonly<Record<string, Cause>> = {
  ECONNREFUSED: unreachable("the connection was refused", true),
  ECONNRESET: unreachable("the broker cut the connection", true),
  EPIPE: unreachable("the broker cut the connection", true),
  ENOTFOUND: unreachable("the broker's name is not known", false),
  EAI_AGAIN: unreachable("the broker's name could not be resolved", true),
  EHOSTUNREACH: unreachable("there is no route to the broker", true),
  ENETUNREACH: unreachable("there is no route to the broker", true),
  ETIMEDOUT: SILENT,
  CERT_HAS_EXPIRED: certificate("the broker's certificate has expired"),
  CERT_NOT_YET_VALID: certificate("the broker's certificate is not valid yet"),
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  CERT_SIGNATURE_FAILURE: UNTRUSTED,
  ERR_TLS_CERT_ALTNAME_INVALID: certificate("the broker's certificate is for another name"),
};
