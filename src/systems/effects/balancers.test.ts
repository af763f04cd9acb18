import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../vocabulary/index.ts";
import { balancerMove, balancerOf } from "./balancers.ts";
import { addressMoves } from "./kafka/addresses.ts";

const GKE = "networking.gke.io/load-balancer-type";
const AWS = "service.beta.kubernetes.io/aws-load-balancer-internal";
const METALLB = "metallb.io/loadBalancerIPs";

function moveOf(was: JsonObject, is: JsonObject): string | null {
  const of = ({ ip, ...annotations }: JsonObject) =>
    balancerOf(ip === undefined ? {} : { loadBalancerIP: ip }, annotations);
  const move = balancerMove(of(was), of(is));
  return move === null ? null : `${move.isSure ? "moves" : "may move"} ${move.words}`;
}

const broker = (id: number, address: string, host = `b${id}`): JsonObject => ({
  broker: id,
  advertisedHost: host,
  annotations: { [METALLB]: address },
});
const listener = (...brokers: readonly JsonObject[]): JsonObject => ({ configuration: { brokers: [...brokers] } });

describe("systems/effects/balancers", () => {
  it.each<[JsonObject, JsonObject, string | null]>([
    [{}, {}, null],
    [{ ip: "192.0.2.1" }, { [METALLB]: "192.0.2.1" }, null],
    [{ ip: "192.0.2.1" }, { ip: "192.0.2.2" }, "moves from 192.0.2.1 to 192.0.2.2"],
    [{ ip: "192.0.2.1" }, {}, "may move from 192.0.2.1 to any address"],
    [{}, { [METALLB]: "192.0.2.1" }, "may move from any address to 192.0.2.1"],
    [{}, { [GKE]: "Internal" }, `moves from its default side to ${GKE}: Internal`],
    [{ [GKE]: "Internal" }, { [GKE]: "External" }, `moves from ${GKE}: Internal to its default side`],
    [{}, { [AWS]: "false" }, null],
    [{ [AWS]: "false" }, { [AWS]: "true" }, `moves from its default side to ${AWS}: true`],
    [{ ip: "192.0.2.1" }, { ip: "192.0.2.1", team: "alerts" }, null],
  ])("from %j to %j: %s", (was, is, found) => {
    expect(moveOf(was, is)).toBe(found);
  });

  it.each<[string, JsonObject, readonly string[]]>([
    [
      "of a broker that goes",
      listener(broker(4, "192.0.2.3", "b3")),
      [
        "Kafka a moves the load balancer of broker 4 from 192.0.2.4 to 192.0.2.3.",
        "Kafka a sends clients of broker 4 from b4 to b3.",
      ],
    ],
    [
      "of a broker that stands, which is a risk",
      listener(broker(3, "192.0.2.4", "b4"), broker(4, "192.0.2.3", "b3")),
      [],
    ],
    [
      "that nobody had, while another asks for none",
      listener({ broker: 3, advertisedHost: "b3" }, broker(4, "192.0.2.9")),
      [
        "Kafka a moves the load balancer of broker 4 from 192.0.2.4 to 192.0.2.9.",
        "Kafka a may move the load balancer of broker 3 from 192.0.2.3 to any address.",
      ],
    ],
  ])("tells of an address %s", (_, now, found) => {
    const old = listener(broker(3, "192.0.2.3"), broker(4, "192.0.2.4"));
    const effects = addressMoves(old, now, { kafka: "Kafka a", isTouched: () => true });
    expect(effects.map(({ message }) => message)).toEqual(found);
  });
});
