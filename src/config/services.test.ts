import { describe, expect, it } from "vitest";
import { UserErrors } from "../errors/index.ts";
import { parseConfig } from "./parse.ts";
import type { ServicesConfig } from "./services.ts";

const FILE = "/repository/holdfast.yaml";
const HEAD = `schemaVersion: 1
layout: { appOfApps: { chart: environments, values: "values-{environment}.yaml" } }
environments:
  - name: idfint
    services:
`;

function servicesOf(text: string): ServicesConfig | undefined {
  return parseConfig({ text: HEAD + text, file: FILE }).environments[0]?.services;
}

function faultsOf(text: string): readonly string[] {
  try {
    parseConfig({ text: HEAD + text, file: FILE });
  } catch (error) {
    if (error instanceof UserErrors) return error.messages.map((message) => message.replace("holdfast.yaml:", ""));
    throw error;
  }
  return [];
}

const KAFKA = "kafka: [{ cluster: broker, namespace: kafka, bootstrap: ['k:9092']";

describe("config/services", () => {
  it("reads everything that can be written", () => {
    const text = `
      kafka:
        - cluster: broker
          namespace: kafka
          bootstrap: ["broker-0.example.org:9094", "[::1]:9094"]
          tls: { ca: { file: ca.pem }, certificate: { env: CERTIFICATE }, key: { secret: { name: tls, key: tls.key } } }
          username: holdfast
          password: { secret: { name: holdfast, key: password, namespace: vault } }
          mechanism: SCRAM-SHA-256
      schemaRegistries:
        - name: registry
          namespace: kafka
          url: https://registry.example.org/
          ca: { file: /etc/ca.pem }
          username: reader
          password: { env: REGISTRY_PASSWORD }
          alertTopics: [alerts]
          subjects:
            - name: alerts-value
              compatibility: backward
              mode: readonly
              versions:
                - { id: 701, version: 1, file: ./schemas/7.1.avsc, references: [{ name: a, subject: b, version: 1 }] }
                - { id: 702 }
      objectStore:
        endpoint: https://storage.googleapis.com
        region: auto
        accessKey: { secret: { name: hmac, key: access, namespace: alerts } }
        secretKey: { file: hmac }
      terraform: { file: terraform/idfint.tfstate }
      alertDatabase: { serviceProxy: { service: alert-database, port: 80, namespace: alerts } }
`;
    expect(servicesOf(text)).toEqual({
      kafka: [
        {
          cluster: "broker",
          namespace: "kafka",
          reach: { kind: "direct", bootstrap: ["broker-0.example.org:9094", "[::1]:9094"] },
          tls: {
            ca: { kind: "file", file: "/repository/ca.pem" },
            client: {
              certificate: { kind: "environment", variable: "CERTIFICATE" },
              key: { kind: "secret", namespace: "kafka", name: "tls", key: "tls.key" },
            },
          },
          sasl: {
            mechanism: "SCRAM-SHA-256",
            username: "holdfast",
            password: { kind: "secret", namespace: "vault", name: "holdfast", key: "password" },
          },
        },
      ],
      registries: [
        {
          name: "registry",
          namespace: "kafka",
          reach: { kind: "direct", url: "https://registry.example.org" },
          tls: { ca: { kind: "file", file: "/etc/ca.pem" }, client: null },
          basic: { username: "reader", password: { kind: "environment", variable: "REGISTRY_PASSWORD" } },
          alertTopics: ["alerts"],
          subjects: [
            {
              name: "alerts-value",
              compatibility: "BACKWARD",
              mode: "READONLY",
              versions: [
                {
                  id: 701,
                  version: 1,
                  file: "schemas/7.1.avsc",
                  references: [{ name: "a", subject: "b", version: 1 }],
                },
                { id: 702, version: null, file: null, references: null },
              ],
            },
          ],
        },
      ],
      objectStore: {
        endpoint: "https://storage.googleapis.com",
        region: "auto",
        accessKey: { kind: "secret", namespace: "alerts", name: "hmac", key: "access" },
        secretKey: { kind: "file", file: "/repository/hmac" },
      },
      terraform: { file: "/repository/terraform/idfint.tfstate" },
      alertDatabase: {
        reach: { kind: "service-proxy", namespace: "alerts", service: "alert-database", port: 80 },
        tls: null,
        basic: null,
      },
    });
  });

  it("takes the credentials of a KafkaUser from the Secrets that Strimzi makes", () => {
    const text = (more: string) => `      kafka:
        - { cluster: broker, namespace: kafka, portForward: { service: b, port: 9093 }, user: holdfast${more} }\n`;
    const clusterCa = { kind: "secret", namespace: "kafka", name: "broker-cluster-ca-cert", key: "ca.crt" };
    const sasl = {
      mechanism: "SCRAM-SHA-512",
      username: "holdfast",
      password: { kind: "secret", namespace: "kafka", name: "holdfast", key: "password" },
    };
    const client = {
      certificate: { kind: "secret", namespace: "kafka", name: "holdfast", key: "user.crt" },
      key: { kind: "secret", namespace: "kafka", name: "holdfast", key: "user.key" },
    };
    const reach = { kind: "port-forward", service: "b", port: 9093 };
    expect(servicesOf(text(""))?.kafka).toMatchObject([{ reach, tls: null, sasl }]);
    expect(servicesOf(text(", tls: true"))?.kafka).toMatchObject([{ tls: { ca: clusterCa, client: null }, sasl }]);
    expect(servicesOf(text(", authentication: tls"))?.kafka).toMatchObject([
      { tls: { ca: clusterCa, client }, sasl: null },
    ]);
    expect(servicesOf(text(", tls: { ca: { file: own.pem } }"))?.kafka).toMatchObject([
      { tls: { ca: { kind: "file", file: "/repository/own.pem" }, client: null }, sasl },
    ]);
  });

  it("trusts the system where TLS names no authority and no user", () => {
    expect(servicesOf(`      ${KAFKA}, tls: true }]\n`)?.kafka).toMatchObject([
      { tls: { ca: null, client: null }, sasl: null },
    ]);
  });

  it("looks for a registry's Service in the registry's namespace unless told otherwise", () => {
    const registry = (more: string) =>
      `      schemaRegistries: [{ name: r, namespace: kafka, serviceProxy: { service: r, port: 8081${more} } }]\n`;
    const reach = { kind: "service-proxy", service: "r", port: 8081 };
    expect(servicesOf(registry(""))?.registries).toMatchObject([{ reach: { ...reach, namespace: "kafka" } }]);
    expect(servicesOf(registry(", namespace: other"))?.registries).toMatchObject([
      { reach: { ...reach, namespace: "other" } },
    ]);
  });

  it.each([
    [
      "a password that is written out, without repeating it",
      `${KAFKA}, username: a, password: correct-horse }]`,
      "environments[0].services.kafka[0].password is written out here, where everybody can read it. Change it if it is secret, then say where it is kept: secret, file or env.",
    ],
    [
      "credentials in an address",
      "schemaRegistries: [{ name: r, namespace: n, url: 'https://a:correct-horse@host' }]",
      "environments[0].services.schemaRegistries[0].url holds credentials. Use username and password instead.",
    ],
    [
      "two sources",
      `${KAFKA}, username: a, password: { file: f, env: E } }]`,
      "environments[0].services.kafka[0].password has both secret and file and env. Give exactly one.",
    ],
    [
      "no source",
      `${KAFKA}, username: a, password: {} }]`,
      "environments[0].services.kafka[0].password has neither secret nor file nor env. Give exactly one.",
    ],
    [
      "no way to Kafka",
      "kafka: [{ cluster: broker, namespace: kafka }]",
      "environments[0].services.kafka[0] has neither bootstrap nor portForward. Give exactly one.",
    ],
    [
      "two ways to a registry",
      "schemaRegistries: [{ name: r, namespace: n, url: https://host, serviceProxy: { service: r, port: 80 } }]",
      "environments[0].services.schemaRegistries[0] has both url and serviceProxy. Give exactly one.",
    ],
    ["a username without its password", `${KAFKA}, username: a }]`, "username needs password beside it. Add password."],
    [
      "a certificate without its key",
      `${KAFKA}, tls: { certificate: { file: f } } }]`,
      "certificate needs key beside it. Add key.",
    ],
    [
      "a mechanism without a login",
      `${KAFKA}, mechanism: SCRAM-SHA-512 }]`,
      "mechanism needs username beside it. Add username.",
    ],
    [
      "a way to authenticate without a user",
      `${KAFKA}, authentication: tls }]`,
      "authentication needs user beside it. Add user.",
    ],
    [
      "a user with a login of its own",
      `${KAFKA}, user: a, username: b, password: { env: P } }]`,
      "user takes the credentials from the KafkaUser's Secret. Remove username or user.",
    ],
    [
      "a login through the API server's proxy",
      "alertDatabase: { serviceProxy: { service: r, port: 80, namespace: n }, username: a, password: { env: P } }",
      "username does not pass the API server's proxy. Remove it, or use url.",
    ],
    [
      "a Secret of nowhere",
      "objectStore: { endpoint: https://s3, region: r, accessKey: { secret: { name: a, key: b } }, secretKey: { env: K } }",
      "environments[0].services.objectStore.accessKey.secret lacks its namespace. Add it.",
    ],
    [
      "a cluster that stands twice",
      "kafka: [{ cluster: b, namespace: k, bootstrap: ['k:1'] }, { cluster: b, namespace: k, bootstrap: ['k:1'] }]",
      "The Kafka cluster b in k stands twice. Remove one.",
    ],
    [
      "an address without a port",
      "kafka: [{ cluster: b, namespace: k, bootstrap: [kafka] }]",
      "environments[0].services.kafka[0].bootstrap[0] is not an address. Write host:port.",
    ],
    [
      "a misspelt key",
      `${KAFKA}, user: a, authentification: tls }]`,
      "environments[0].services.kafka[0].authentification is not a known key. Did you mean authentication?",
    ],
    [
      "a misspelt key of TLS",
      `${KAFKA}, tls: { certifcate: { file: f } } }]`,
      "environments[0].services.kafka[0].tls.certifcate is not a known key. Did you mean certificate?",
    ],
    [
      "TLS that is neither true nor a map",
      `${KAFKA}, tls: no-idea }]`,
      "environments[0].services.kafka[0].tls is text, not a map. Write a map.",
    ],
    [
      "a port that is none",
      "alertDatabase: { serviceProxy: { service: r, port: 0, namespace: n } }",
      "environments[0].services.alertDatabase.serviceProxy.port is not a port. Use 1 to 65535.",
    ],
    [
      "a part without a service",
      "{}\nexclude: [{ part: quorum, reason: r }]",
      "A part needs the service it belongs to. Add service.",
    ],
    [
      "a part of another service",
      "{}\nexclude: [{ service: terraform, part: quorum, reason: r }]",
      "terraform has no part quorum. Remove part: it has none.",
    ],
    [
      "a service and objects",
      "{}\nexclude: [{ service: kafka, kind: Secret, reason: r }]",
      "kind selects objects, and this entry names a service. Remove one of the two.",
    ],
  ])("refuses %s", (_, text, message) => {
    const faults = faultsOf(`      ${text}\n`);
    expect(faults.map((fault) => fault.replace(/^\d+:\d+: /, ""))).toContain(message);
    expect(faults.join()).not.toContain("correct-horse");
  });

  it("shows all faults at once, each where it stands", () => {
    const text = `      ${KAFKA}, username: a, password: secret-text, tls: { key: { env: 1K } } }]\n      terraform: {}\n`;
    expect(faultsOf(text).map((fault) => fault.split(": ")[0])).toEqual(["6:98", "6:123", "6:130", "7:18"]);
  });

  it("excludes parts of services", () => {
    const text = `${HEAD}      {}\nexclude:\n  - { service: kafka, part: logDirectories, reason: r }\n`;
    expect(parseConfig({ text, file: FILE }).exclude).toMatchObject([
      { service: "kafka", part: "logDirectories", kind: null },
    ]);
  });
});
