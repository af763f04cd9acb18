/** An address of the bootstrap Service that Strimzi makes for the internal listeners of a Kafka cluster. */
export interface BootstrapAddress {
  readonly cluster: string;
  /** Null where the client's own is meant. */
  readonly namespace: string | null;
  readonly port: number | null;
}

const BOOTSTRAP = /^([a-z0-9][a-z0-9.-]*?)-kafka-bootstrap(?:\.([a-z0-9-]+)(?:\.svc(?:\.[a-z.]+)?)?)?(?::(\d+))?$/;

/** Strimzi's addresses in a list of servers; any other address is left out. */
export function addressesIn(servers: string | null): readonly BootstrapAddress[] {
  return (servers ?? "").split(",").flatMap((server) => {
    const [, cluster, namespace, port] = BOOTSTRAP.exec(server.trim()) ?? [];
    if (cluster === undefined) return [];
    return [{ cluster, namespace: namespace ?? null, port: port === undefined ? null : Number(port) }];
  });
}

/** The Service behind a URL of the cluster's own network; null for a URL that may lead elsewhere. */
export function serviceAt(
  url: string | null,
): { readonly name: string; readonly namespace: string | null; readonly port: number } | null {
  const parsed = url === null ? null : URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return null;
  const [name = "", namespace, svc, ...rest] = parsed.hostname.split(".");
  if (name === "" || (svc !== undefined && svc !== "svc") || !["", "cluster.local"].includes(rest.join(".")))
    return null;
  const fallback = parsed.protocol === "https:" ? 443 : 80;
  return { name, namespace: namespace ?? null, port: parsed.port === "" ? fallback : Number(parsed.port) };
}
