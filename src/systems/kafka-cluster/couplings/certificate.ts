import type { Path } from "../../../vocabulary/index.ts";
import { coupling, type DeclaredCluster, listed, listenersOf, type PlacedListener } from "../../intent/index.ts";
import { type DeclaredIntent, fieldOf, type SystemDifference } from "../../system.ts";
import { objectsIn, textOf } from "../../workload/index.ts";
import { listenerPath } from "./listeners.ts";

/**
 * Hosts that a listener advertises, and that the certificate of that listener does not name. Strimzi's own certificates
 * name them by themselves; one of cert-manager's names only what its Certificate says.
 */
export function listenerCertificates(cluster: DeclaredCluster, intent: DeclaredIntent): readonly SystemDifference[] {
  return (listenersOf(cluster) ?? []).flatMap((listener) => {
    const secret = textOf(fieldOf(listener.spec, "configuration", "brokerCertChainAndKey", "secretName"));
    if (listener.spec["tls"] !== true || secret === null) return [];
    const certificates = intent.declared
      .of("cert-manager.io", "Certificate")
      .filter(({ object }) => object.metadata.namespace === cluster.object.metadata.namespace)
      .filter(({ object }) => fieldOf(object, "spec", "secretName") === secret);
    const [certificate] = certificates;
    if (certificate === undefined || certificates.length > 1) return [];
    const names = namesIn(certificate.object);
    if (names === null) return [];
    const missing = hostsOf(listener).filter(({ host }) => !names.some((name) => covers(name, host)));
    const [first] = missing;
    if (first === undefined) return [];
    const hosts = listed(missing.map(({ host }) => host));
    const statement = `Listener ${listener.name} of Kafka ${cluster.name} advertises ${hosts}, but Certificate ${certificate.object.metadata.name} does not name it, so clients refuse the connection; make both agree`;
    return [coupling({ reason: "listener-certificate", one: cluster, path: first.path, statement })];
  });
}

interface Host {
  readonly host: string;
  readonly path: Path;
}

function hostsOf(listener: PlacedListener): readonly Host[] {
  const bootstrap = fieldOf(listener.spec, "configuration", "bootstrap", "alternativeNames");
  const alternative = (Array.isArray(bootstrap) ? bootstrap : []).map((host, index) => ({
    host: textOf(host),
    path: listenerPath(listener, "configuration", "bootstrap", "alternativeNames", { index, key: null }),
  }));
  const brokers = objectsIn(fieldOf(listener.spec, "configuration", "brokers")).map((entry, index) => {
    const broker = entry["broker"] ?? null;
    return {
      host: textOf(entry["advertisedHost"]),
      path: listenerPath(listener, "configuration", "brokers", { index, key: { broker } }, "advertisedHost"),
    };
  });
  return [...alternative, ...brokers].flatMap(({ host, path }) => (host === null ? [] : [{ host, path }]));
}

/** Null where the certificate is asked for in a way that says its names elsewhere. */
function namesIn(certificate: DeclaredCluster["object"]): readonly string[] | null {
  if (fieldOf(certificate, "spec", "literalSubject") !== undefined) return null;
  const lists = ["dnsNames", "ipAddresses"].map((field) => fieldOf(certificate, "spec", field));
  const common = textOf(fieldOf(certificate, "spec", "commonName"));
  const names = lists.flatMap((list) => (Array.isArray(list) ? list : [])).flatMap((name) => textOf(name) ?? []);
  return common === null ? names : [...names, common];
}

/** RFC 6125: a star stands for one whole label, the first. */
function covers(name: string, host: string): boolean {
  const [wanted, given] = [host.toLowerCase(), name.toLowerCase()];
  if (given === wanted) return true;
  return given.startsWith("*.") && wanted.slice(wanted.indexOf(".")) === given.slice(1);
}
