/** What an error before the first byte of an answer means, by its code. */
export function connectionFailure(error: unknown): { failure: "reset" | "unreachable"; why: string } {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  if (RESETS.has(code)) return { failure: "reset", why: "the connection was reset" };
  return { failure: "unreachable", why: UNREACHABLE[code] ?? `no connection could be made (${code})` };
}

const RESETS: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE", "HPE_INVALID_EOF_STATE"]);

const UNTRUSTED = "the server's certificate is not signed by the authority that the kubeconfig names";

const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused",
  ENOTFOUND: "the server's name is not known",
  EAI_AGAIN: "the server's name could not be resolved",
  EHOSTUNREACH: "there is no route to the server",
  ENETUNREACH: "there is no route to the server",
  ETIMEDOUT: "the server does not answer",
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  ERR_TLS_CERT_ALTNAME_INVALID: "the server's certificate is for another name",
};
