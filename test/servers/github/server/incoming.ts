import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { SeenRequest } from "./description/checker.ts";

export type Bound = Context<{ Bindings: HttpBindings }>;

/** A request as it came in. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  /** Below the base path. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: unknown;
  readonly graphql: boolean;
}

export async function read(context: Bound): Promise<Incoming> {
  const url = new URL(context.req.url);
  const text = await context.req.text();
  return {
    method: context.req.method,
    url,
    path: url.pathname.replace(/^\/api\/v3(?=\/)/, ""),
    headers: context.req.header(),
    text,
    body: parsed(text),
    graphql: ["/graphql", "/api/graphql"].includes(url.pathname),
  };
}

/** Undefined when it is no JSON. */
function parsed(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** As the description is asked about it. */
export function seen({ method, path, url, headers, body }: Incoming): SeenRequest {
  return { method, path, query: url.search.slice(1), headers: { ...headers }, body };
}
