import { type Effect, isJsonObject, type JsonObject, type KubernetesObject } from "../../../vocabulary/index.ts";
import { listed } from "../../intent/index.ts";
import { fieldOf } from "../../system.ts";
import { objectsIn, textOf } from "../../workload/index.ts";
import { type Balancer, balancerMove, balancerOf } from "../balancers.ts";
import { effect } from "../said.ts";
import { differs, isOf, titled, touches, type Update } from "../sides.ts";

const OUTSIDE = ["LoadBalancer", "NodePort"];

/** What a change of a Service does to those who reach something by it. */
export function foretellService(update: Update): readonly Effect[] {
  if (!isOf("", ["Service"], update.after)) return [];
  const type = typeChange(update);
  return [...type, ...(type.length > 0 ? [] : addressMove(update)), ...closedPorts(update), ...otherPods(update)];
}

function typeChange(update: Update): readonly Effect[] {
  const { before, after } = update;
  const [was, is] = [typeOf(before), typeOf(after)];
  if (was === is || !touches(update, "spec", "type")) return [];
  const goes = `${titled(after)} goes from type ${was} to ${is}`;
  if (was === "LoadBalancer") {
    return [effect("load-balancer-moves", `${goes}, so its load balancer is deleted with its address`)];
  }
  if (!OUTSIDE.includes(is) || OUTSIDE.includes(was)) return [];
  return [effect("service-opened", `${goes}, so it may be reached from outside the cluster`)];
}

function addressMove(update: Update): readonly Effect[] {
  const { before, after } = update;
  if (!touches(update, "spec", "loadBalancerIP") && !touches(update, "metadata", "annotations")) return [];
  if (typeOf(before) !== "LoadBalancer" || typeOf(after) !== "LoadBalancer") return [];
  const move = balancerMove(balancerAt(before), balancerAt(after));
  if (move === null) return [];
  const verb = move.isSure ? "moves" : "may move";
  return [effect("load-balancer-moves", `${titled(after)} ${verb} its load balancer ${move.words}`)];
}

function closedPorts(update: Update): readonly Effect[] {
  if (!differs(update, "spec", "ports")) return [];
  const open = new Set(portsOf(update.after));
  const closed = portsOf(update.before).filter((port) => !open.has(port));
  if (closed.length === 0) return [];
  return [effect("port-closed", `${titled(update.after)} no longer listens on port ${listed(closed)}`)];
}

function otherPods(update: Update): readonly Effect[] {
  if (!differs(update, "spec", "selector")) return [];
  const selector = fieldOf(update.after, "spec", "selector");
  const to = isJsonObject(selector) ? labelsIn(selector) : "";
  return [
    effect(
      "service-retargeted",
      `${titled(update.after)} leads to ${to === "" ? "no Pods by itself" : `Pods with ${to}`}`,
    ),
  ];
}

function labelsIn(selector: JsonObject): string {
  return listed(Object.entries(selector).map(([name, value]) => `${name}=${textOf(value)}`));
}

function typeOf(service: KubernetesObject): string {
  return textOf(fieldOf(service, "spec", "type")) ?? "ClusterIP";
}

function balancerAt(service: KubernetesObject): Balancer {
  const spec = fieldOf(service, "spec");
  return balancerOf(isJsonObject(spec) ? spec : {}, service.metadata.annotations);
}

function portsOf(service: KubernetesObject): readonly string[] {
  return objectsIn(fieldOf(service, "spec", "ports")).flatMap((port) => {
    const number = textOf(port["port"]);
    const protocol = textOf(port["protocol"]) ?? "TCP";
    return number === null ? [] : [protocol === "TCP" ? number : `${number}/${protocol}`];
  });
}
