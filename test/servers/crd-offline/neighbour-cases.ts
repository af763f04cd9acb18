import { type Case, casesOf } from "./case.ts";

/** What stands beside Strimzi in an alert system: the registry operator's, cert-manager's and KEDA's resources. */
export const NEIGHBOUR_CASES: readonly Case[] = [
  ...casesOf({
    apiVersion: "roundtable.lsst.codes/v1beta1",
    kind: "StrimziSchemaRegistry",
    base: { strimziVersion: "v1", listener: "tls", replicas: 2, compatibilityLevel: "none" },
    specs: {
      "as it should be": {},
      "replicas as text": { replicas: "2" },
      "a misspelt topic": { registryTopc: "registry-schemas" },
      "an image tag that is a number": { registryImageTag: 8.3 },
      "metrics as a boolean": { metrics: true },
      "a port as text": { metrics: { enabled: true, port: "9404" } },
      "a null with a default": { listener: null },
    },
  }),
  ...casesOf({
    apiVersion: "cert-manager.io/v1",
    kind: "Certificate",
    base: { secretName: "tls", issuerRef: { kind: "ClusterIssuer", name: "dns" }, dnsNames: ["a.example.test"] },
    specs: {
      "as it should be": {},
      "names as text": { dnsNames: "a.example.test,b.example.test" },
      "no issuer": { issuerRef: {} },
      "an unknown algorithm": { privateKey: { algorithm: "rsa" } },
      "a misspelt field": { dnsName: ["a.example.test"] },
    },
  }),
  ...casesOf({
    apiVersion: "keda.sh/v1alpha1",
    kind: "ScaledObject",
    base: { scaleTargetRef: { name: "ingester" }, triggers: [{ type: "kafka", metadata: { lagThreshold: "100" } }] },
    specs: {
      "as it should be": {},
      "a threshold that is a number": { triggers: [{ type: "kafka", metadata: { lagThreshold: 100 } }] },
      "no triggers": { triggers: undefined },
      "a trigger without metadata": { triggers: [{ type: "kafka" }] },
      "a misspelt count": { minReplicasCount: 1 },
      "a count as text": { minReplicaCount: "1" },
    },
  }),
];
