import type { Duplex } from "node:stream";
import type { Reading } from "../../vocabulary/index.ts";

/** A port that a Pod listens on. */
export interface PodPort {
  readonly namespace: string;
  readonly pod: string;
  readonly port: number;
}

/** A path below a port of a Service; `path` begins with a slash and may hold a query. */
export interface ServicePath {
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
  readonly path: string;
  /** The Accept header. */
  readonly accept: string;
}

/** What a Service answered, whatever the status. */
export interface ServiceAnswer {
  readonly status: number;
  /** The Retry-After header as it was sent, null without one. */
  readonly retryAfter: string | null;
  readonly body: string;
}

/** Ways through the API server to what runs in the cluster. Failures are returned; every wait is bounded. */
export interface ClusterRoutes {
  /** A connection to a port of a Pod (`pods/portforward`). */
  forward(target: PodPort): Promise<Reading<Duplex>>;
  /** One GET of a Service (`services/proxy`), whole within `timeoutMs`. */
  get(target: ServicePath, timeoutMs: number): Promise<Reading<ServiceAnswer>>;
  close(): Promise<void>;
}
