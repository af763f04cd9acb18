import type { UnreadableReason } from "../../vocabulary/index.ts";

/** A way to one HTTP service: by itself, or through something in between. It only reads. */
export interface HttpRoute {
  /** Where it leads, for messages: `https://registry.example.org`. It holds no credentials. */
  readonly address: string;
  /** One try. Failures are returned; it takes no longer than `timeoutMs`. */
  request(request: HttpRequest, timeoutMs: number): Promise<HttpExchange>;
  close(): Promise<void>;
}

/** A GET below the service's address. */
export interface HttpRequest {
  /** Begins with a slash; may hold a query. */
  readonly path: string;
  /** Besides what the route adds, which wins. */
  readonly headers: Readonly<Record<string, string>>;
}

export type HttpExchange = HttpAnswer | NoHttpAnswer;

/** What the service answered, whatever the status. */
export interface HttpAnswer {
  readonly kind: "answer";
  readonly status: number;
  /** The Retry-After header as it was sent, null without one. */
  readonly retryAfter: string | null;
  readonly body: string;
}

/** Nothing that can be used came back: why, as a `Reading` tells it. */
export interface NoHttpAnswer {
  readonly kind: "no-answer";
  readonly reason: UnreadableReason;
  /** One clause. It holds no credentials. */
  readonly why: string;
  /** True where asking again may help: a connection was lost. */
  readonly passes: boolean;
}
