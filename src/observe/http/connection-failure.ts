import type { NoHttpAnswer } from "./route.ts";

/** What an error before the first byte of an answer means, by its code. The error's text is not used: it may quote anything. */
export function connectionFailure(error: unknown): NoHttpAnswer {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  if (RESETS.has(code)) return noAnswer("unreachable", "the connection was reset", true);
  const certificate = CERTIFICATE[code] ?? (isTls(code) ? `TLS failed (${code})` : undefined);
  if (certificate !== undefined) return noAnswer("certificate-refused", certificate, false);
  return noAnswer("unreachable", UNREACHABLE[code] ?? `no connection could be made (${code || "unknown"})`, false);
}

function noAnswer(reason: NoHttpAnswer["reason"], why: string, passes: boolean): NoHttpAnswer {
  return { kind: "no-answer", reason, why, passes };
}

const RESETS: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE", "HPE_INVALID_EOF_STATE"]);

/** OpenSSL's codes: a wrong key or certificate of ours, an alert of the server, plain HTTP on a TLS port. */
function isTls(code: string): boolean {
  return code.startsWith("ERR_SSL_") || code.startsWith("ERR_OSSL_") || code.startsWith("ERR_TLS_");
}

const UNTRUSTED = "the server's certificate is not signed by a trusted authority";

const CERTIFICATE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  CERT_NOT_YET_VALID: "the server's certificate is not valid yet",
  CERT_REVOKED: "the server's certificate was revoked",
  CERT_SIGNATURE_FAILURE: UNTRUSTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  ERR_TLS_CERT_ALTNAME_INVALID: "the server's certificate is for another name",
};

const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused",
  ENOTFOUND: "the server's name is not known",
  EAI_AGAIN: "the server's name could not be resolved",
  EHOSTUNREACH: "there is no route to the server",
  ENETUNREACH: "there is no route to the server",
  ETIMEDOUT: "the server does not answer",
  HPE_INVALID_CONSTANT: "the server does not speak HTTP",
};
