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
}

/** What a Service answered, or why nothing came back. */
export interface ServiceAnswer {
  readonly status: number;
  readonly body: string;
}

/** Ways through the API server to what runs in the cluster. Failures are returned; every wait is bounded. */
export interface ClusterRoutes {
  /** A connection to a port of a Pod (`pods/portforward`). */
  forward(target: PodPort): Promise<Reading<Duplex>>;
  /** A GET of a Service (`services/proxy`). */
  get(target: ServicePath): Promise<Reading<ServiceAnswer>>;
  close(): Promise<void>;
}
