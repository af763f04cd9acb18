import { type Effect, isJsonObject } from "../../../vocabulary/index.ts";
import { listed } from "../../intent/index.ts";
import { STRIMZI } from "../../kafka-kinds.ts";
import { fieldOf } from "../../system.ts";
import { objectsIn, textOf } from "../../workload/index.ts";
import { effect } from "../said.ts";
import { differs, isOf, titled, type Update } from "../sides.ts";

/** Fields that a certificate states: cert-manager issues it anew when they no longer agree (its policy checks). */
const STATED: Readonly<Record<string, string>> = {
  dnsNames: "names",
  commonName: "common name",
  ipAddresses: "addresses",
  uris: "URIs",
  emailAddresses: "mail addresses",
  issuerRef: "issuer",
  secretName: "Secret",
};

/** Another certificate, and with it brokers that restart: Strimzi watches the Secret that a listener names. */
export function foretellCertificate(update: Update): readonly Effect[] {
  if (!isOf("cert-manager.io", ["Certificate"], update.after)) return [];
  const what = Object.entries(STATED).flatMap(([field, name]) => (differs(update, "spec", field) ? [name] : []));
  if (what.length === 0) return [];
  const certificate = titled(update.after);
  const kafkas = differs(update, "spec", "secretName") ? [] : brokersWith(update);
  return [
    effect("certificate-reissued", `${certificate} changes its ${listed(what)}, so it is issued anew`),
    ...kafkas.map((name) =>
      effect(
        "brokers-roll",
        `Kafka ${name} uses ${certificate}, so its brokers restart one after the other once it is issued anew`,
      ),
    ),
  ];
}

function brokersWith({ after, change }: Update): readonly string[] {
  const secret = textOf(fieldOf(after, "spec", "secretName"));
  return change.after.declared.of(STRIMZI, "Kafka").flatMap(({ object }) => {
    const listeners = objectsIn(fieldOf(object, "spec", "kafka", "listeners"));
    const isUsed = listeners.some(({ configuration }) => {
      const pair = isJsonObject(configuration) ? configuration["brokerCertChainAndKey"] : undefined;
      return isJsonObject(pair) && textOf(pair["secretName"]) === secret;
    });
    return isUsed && secret !== null && object.metadata.namespace === after.metadata.namespace
      ? [object.metadata.name]
      : [];
  });
}
