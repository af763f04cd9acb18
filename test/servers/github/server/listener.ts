import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import type { Application } from "./application.ts";
import type { Web } from "./shapes/web.ts";

/** The addresses of a server on this port. */
export function webAt(port: number): Web {
  const html = `http://127.0.0.1:${port}`;
  return { html, api: `${html}/api/v3` };
}

/** Listens on a port of loopback, 0 for any that is free. */
export async function listen(application: Application, port: number): Promise<{ server: ServerType; port: number }> {
  const { promise, resolve, reject } = Promise.withResolvers<AddressInfo>();
  const server = serve({ fetch: application.fetch, port, hostname: "127.0.0.1" }, resolve);
  server.once("error", reject);
  return { server, port: (await promise).port };
}

/** Ends every connection, answered or not. */
export async function stop(server: ServerType): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  if ("closeAllConnections" in server) server.closeAllConnections();
  await promise;
}
