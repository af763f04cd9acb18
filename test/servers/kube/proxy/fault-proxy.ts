import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeKubeconfig } from "../plane/kubeconfig.ts";
import type { PlaneAddress } from "../plane/users.ts";
import { Forwarder } from "./forward.ts";
import { ProxyHandler } from "./handler.ts";
import type { ProxiedRequest } from "./request-log.ts";
import type { FaultRule, Matcher } from "./rules.ts";

export interface FaultProxyOptions {
  readonly target: PlaneAddress;
  readonly rules?: readonly FaultRule[];
  /** Requests other than GET that may pass; without it only GET may. */
  readonly allow?: readonly Matcher[];
  /** Plain HTTP instead of TLS. kubectl sends no token then. */
  readonly plain?: boolean;
}

/** A proxy in front of an API server, with the server's users and certificate. */
export interface FaultProxy extends AsyncDisposable {
  /** As the target, by way of the proxy: usable wherever a plane is. */
  readonly plane: PlaneAddress;
  /** What has arrived, in order. */
  requests(): ProxiedRequest[];
  /** How many of those fit. */
  count(matcher?: Matcher): number;
  /** Replaces the rules and starts their counting anew. */
  setRules(rules: readonly FaultRule[]): void;
  /**
   * Closes the proxy.
   * @throws Error when something other than GET has arrived that `allow` does not list.
   */
  stop(): Promise<void>;
}

/** Starts a loopback proxy that obeys the rules and lets nothing but GET through unless `allow` says so. */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const { target } = options;
  const forwarder = new Forwarder(target);
  const handler = new ProxyHandler({ forwarder, rules: options.rules ?? [], allow: options.allow ?? [] });
  const server = createListener(options, (incoming, response) => void handler.handle(incoming, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const folder = await mkdtemp(join(tmpdir(), "holdfast-proxy-"));
  const plane = await describePlane({ options, folder, port: (server.address() as AddressInfo).port });
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    forwarder.close();
    await rm(folder, { recursive: true, force: true });
    handler.assertNothingRefused();
  };
  return {
    plane,
    requests: () => handler.log.requests(),
    count: (matcher = {}) => handler.log.count(matcher),
    setRules: (rules) => handler.setRules(rules),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function createListener(
  { target, plain }: FaultProxyOptions,
  handle: (incoming: IncomingMessage, response: ServerResponse) => void,
): Server {
  if (plain === true) return createServer(handle);
  const { cert, key } = target.certificate;
  return createTlsServer({ cert: readFileSync(cert), key: readFileSync(key) }, handle);
}

async function describePlane(proxy: {
  options: FaultProxyOptions;
  folder: string;
  port: number;
}): Promise<PlaneAddress> {
  const { target, plain } = proxy.options;
  const url = `${plain === true ? "http" : "https"}://127.0.0.1:${proxy.port}`;
  const kubeconfig = join(proxy.folder, "kubeconfig");
  await writeKubeconfig({ path: kubeconfig, url, ca: plain === true ? null : target.ca, tokens: target.tokens });
  return { ...target, url, kubeconfig };
}
