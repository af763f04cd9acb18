import type { PlaneAddress } from "../plane/users.ts";
import { clientOf } from "./server-client.ts";

/** How often the server has answered one sort of request. */
export interface RequestCount {
  /** As the server names it: `GET LIST WATCH POST PATCH APPLY …`. */
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  /** HTTP status. */
  readonly code: number;
  readonly count: number;
}

/**
 * The server's own `apiserver_request_total`. It counts everybody, the server's own loops too: compare two readings, and
 * name the resource. Reading it counts as well (GET, no resource).
 */
export async function readRequestCounts(plane: PlaneAddress): Promise<RequestCount[]> {
  using client = clientOf(plane);
  const { text } = await client.mustRequest("GET", "/metrics", undefined, { accept: "text/plain" });
  return text
    .split("\n")
    .filter((line) => line.startsWith("apiserver_request_total{"))
    .map(readLine);
}

function readLine(line: string): RequestCount {
  const labels = new Map([...line.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]));
  return {
    verb: labels.get("verb") ?? "",
    group: labels.get("group") ?? "",
    resource: labels.get("resource") ?? "",
    code: Number(labels.get("code") ?? 0),
    count: Number(line.slice(line.lastIndexOf(" ") + 1)),
  };
}
