import { describe, expect, it } from "vitest";
import { deployment } from "../testing/alert-objects.ts";
import { clusterAt, containersOf, flagOf, runs, variableOf } from "./index.ts";

describe("systems/workload/containers", () => {
  it.each([
    ["with an equals sign", ["--topic=a"], "a"],
    ["as two words", ["--topic", "a"], "a"],
    ["given twice", ["--topic=a", "--topic=b"], "b"],
    ["with white space around", ["--topic= a "], "a"],
    ["that is empty", ["--topic="], ""],
    ["that is part of another", ["--topics=a"], null],
    ["without a value", ["--topic"], null],
    ["that is missing", [], null],
  ])("reads a flag %s", (_, words, value) => {
    const [container] = containersOf(deployment("web", { command: ["web"], args: words }));
    expect(container && flagOf(container, "--topic")).toBe(value);
  });

  it("knows a program by its file name", () => {
    const [container] = containersOf(deployment("web", { command: ["/usr/bin/alertdb", "x"] }));
    expect(container && runs(container, "alertdb")).toBe(true);
    expect(container && runs(container, "alertdb-ingester")).toBe(false);
  });

  it("reads literal variables only", () => {
    const env = [
      { name: "A", valueFrom: { secretKeyRef: { name: "s", key: "k" } } },
      { name: "B", value: "b" },
    ];
    const [container] = containersOf(deployment("web", { env }));
    expect(container && variableOf(container, "A")).toBeNull();
    expect(container && variableOf(container, "B")).toEqual({ value: "b", index: 1 });
  });

  it.each([
    ["alert-broker-kafka-bootstrap:9093", "alert-broker"],
    ["sasquatch-kafka-bootstrap.sasquatch.svc:9093", "sasquatch"],
    ["kafka.example.org:9094", null],
    [null, null],
  ])("takes the cluster from the address %s", (address, cluster) => {
    expect(clusterAt(address)).toBe(cluster);
  });
});
