import type { HttpExchange, HttpRequest, HttpRoute } from "../http/index.ts";
import type { ClusterRoutes } from "../kubernetes/routes.ts";

export interface ProxiedService {
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
  readonly routes: Pick<ClusterRoutes, "get">;
}

/** The way to a Service through the API server's proxy. It carries no credentials of the service. */
export class ServiceProxyRoute implements HttpRoute {
  readonly address: string;
  readonly #service: ProxiedService;

  constructor(service: ProxiedService) {
    this.#service = service;
    this.address = `http://${service.service}.${service.namespace}.svc:${service.port}`;
  }

  async request({ path, headers }: HttpRequest, timeoutMs: number): Promise<HttpExchange> {
    const { routes, ...target } = this.#service;
    const accept = headers["accept"] ?? "application/json";
    const reading = await routes.get({ ...target, path, accept }, timeoutMs);
    if (reading.ok) return { kind: "answer", ...reading.value };
    const { reason, what, why } = reading.failure;
    return { kind: "no-answer", reason, why: `${what}: ${why}`, passes: reason === "truncated" };
  }

  /** The ways through the API server are closed with the services. */
  async close(): Promise<void> {}
}
