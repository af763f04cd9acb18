/** The users of the throwaway server, each with a token and a context of the same name in its kubeconfig. */
export const USERS = ["admin", "reader", "reader-without-topics", "nobody"] as const;

/**
 * `admin` may do anything; `reader` gets and lists everything but Secrets; `reader-without-topics` is a reader who may
 * not see KafkaTopics; `nobody` may only ask what the server serves.
 */
export type User = (typeof USERS)[number];

/** Where a running server is and how to get in: plain data, so that it reaches the test workers. */
export interface PlaneAddress {
  /** `https://127.0.0.1:40123` */
  readonly url: string;
  /** PEM of the authority that signed the server's certificate. */
  readonly ca: string;
  /** Paths of the server's own certificate and key, valid for 127.0.0.1; the fault proxy shows the same. */
  readonly certificate: { readonly cert: string; readonly key: string };
  /** Path of a kubeconfig with one context for each user; `admin` is current. */
  readonly kubeconfig: string;
  readonly tokens: Readonly<Record<User, string>>;
  readonly ports: { readonly api: number; readonly etcd: number; readonly etcdPeer: number };
  /** Process ids by program name, the watchdog's among them. */
  readonly pids: Readonly<Record<string, number>>;
  /** The server's temporary folder: logs, data, certificates. */
  readonly folder: string;
  /** From the first process to all CRDs served, in seconds. */
  readonly startSeconds: number;
}
