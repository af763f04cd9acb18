import { describe, expect, it } from "vitest";
import { addressesIn, serviceAt } from "./index.ts";

describe("systems/intent/address", () => {
  it.each([
    ["alert-broker-kafka-bootstrap:9093", [{ cluster: "alert-broker", namespace: null, port: 9093 }]],
    ["alert-broker-kafka-bootstrap.kafka:9093", [{ cluster: "alert-broker", namespace: "kafka", port: 9093 }]],
    ["alerts-kafka-bootstrap.kafka.svc.cluster.local", [{ cluster: "alerts", namespace: "kafka", port: null }]],
    [
      "a-kafka-bootstrap:1, b-kafka-bootstrap:2",
      [
        { cluster: "a", namespace: null, port: 1 },
        { cluster: "b", namespace: null, port: 2 },
      ],
    ],
    ["alerts-kafka-external-bootstrap:9094", []],
    ["alerts-kafka-bootstrap.example.org:9094", []],
    ["alerts.example.org:9094", []],
    ["", []],
    [null, []],
  ])("servers %s", (servers, addresses) => {
    expect(addressesIn(servers)).toEqual(addresses);
  });

  it.each([
    ["http://registry:8081", { name: "registry", namespace: null, port: 8081 }],
    ["http://registry.kafka:8081/", { name: "registry", namespace: "kafka", port: 8081 }],
    ["https://registry.kafka.svc.cluster.local", { name: "registry", namespace: "kafka", port: 443 }],
    ["http://registry.kafka.svc", { name: "registry", namespace: "kafka", port: 80 }],
    ["https://schemas.example.org", null],
    ["kafka://registry:8081", null],
    ["registry", null],
    [null, null],
  ])("URL %s", (url, service) => {
    expect(serviceAt(url)).toEqual(service);
  });
});
