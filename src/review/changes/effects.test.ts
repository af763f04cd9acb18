import { describe, expect, it } from "vitest";
import { every, intentOf, put } from "../../systems/testing/intent.ts";
import { wholeSystem } from "../../systems/testing/services-intent.ts";
import { resourceOf } from "../../vocabulary/index.ts";
import { effectsOfFields, fieldChanges } from "./index.ts";

const KAFKA = "Kafka alert-broker";
const EXTERNAL = "spec/kafka/listeners/2/configuration";

/** What single fields do of a change of the Kafka resource that changes many. */
function effectsOfOnly(...pointers: readonly string[]): string[] {
  const before = wholeSystem();
  const after = every(
    put(KAFKA, "spec/kafka/config/log.retention.hours", 24),
    put(KAFKA, "spec/kafka/config/message.max.bytes", 10),
    put(KAFKA, "spec/kafka/config/num.partitions", 5),
    put(KAFKA, `${EXTERNAL}/brokers/0/advertisedHost`, "b3.example.org"),
    put(KAFKA, `${EXTERNAL}/brokers/1/annotations`, { "metallb.io/loadBalancerIPs": "192.0.2.40" }),
    put(KAFKA, "metadata/labels/team", "alerts"),
  )(before);
  const [old, now] = [before, after].map((objects) => objects.find(({ kind }) => kind === "Kafka"));
  if (old === undefined || now === undefined) throw new Error("the system has a Kafka");
  const one = {
    application: "alert-stream-broker",
    resource: resourceOf(now),
    formerly: null,
    before: old,
    after: now,
    template: null,
    fields: fieldChanges(old, now),
  };
  const change = { before: intentOf(before), after: intentOf(after) };
  return effectsOfFields(one, new Set(pointers), change).map(({ message }) => message);
}

describe("review/changes/effects of single fields", () => {
  it.each([
    ["a label", ["/metadata/labels/team"], []],
    ["a setting that is taken on while running", ["/spec/kafka/config/message.max.bytes"], []],
    [
      "one of two that are read at start",
      ["/spec/kafka/config/num.partitions"],
      [
        "Kafka alert-broker changes setting num.partitions, so its brokers and controllers restart one after the other.",
      ],
    ],
    [
      "the host of a broker",
      ["/spec/kafka/listeners/2/configuration/brokers/0/advertisedHost"],
      [
        "Kafka alert-broker changes listener external, so its brokers restart one after the other.",
        "Kafka alert-broker sends clients of broker 3 from broker-3.example.org to b3.example.org.",
      ],
    ],
    [
      "the address of another",
      ["/spec/kafka/listeners/2/configuration/brokers/1/annotations/metallb.io~1loadBalancerIPs"],
      ["Kafka alert-broker moves the load balancer of broker 4 from 192.0.2.4 to 192.0.2.40."],
    ],
    ["nothing that changed", ["/spec/kafka/version"], []],
  ])("are those of %s", (_, pointers, found) => {
    expect(effectsOfOnly(...pointers)).toEqual(found);
  });
});
