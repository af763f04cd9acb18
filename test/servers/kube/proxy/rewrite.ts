import type { Fault } from "./rules.ts";

/** Changes the JSON of an answer; other bodies stay as they are. */
export type Rewrite = (body: unknown) => unknown;

interface Named {
  readonly name?: string;
  readonly metadata?: { readonly name?: string };
}

interface Version {
  readonly freshness?: string;
}

/**
 * How the fault changes what `/apis` and `/openapi/v3` say; null for other paths and faults. Knows both forms of
 * discovery: APIGroupList has `groups`, APIGroupDiscoveryList (aggregated) has `items`.
 */
export function rewriteFor(fault: Fault, path: string): Rewrite | null {
  if (fault.kind === "hide-group") {
    if (path === "/apis") return (body) => withoutGroup(body, fault.group);
    if (path === "/openapi/v3") return (body) => withoutPaths(body, fault.group);
  }
  if (fault.kind === "stale-group" && path === "/apis") return (body) => withStaleGroup(body, fault.group);
  return null;
}

function withoutGroup(body: unknown, group: string): unknown {
  const isOther = (item: Named) => item.name !== group && item.metadata?.name !== group;
  const { groups, items, ...rest } = body as { groups?: Named[]; items?: Named[] };
  return {
    ...rest,
    ...(groups === undefined ? {} : { groups: groups.filter(isOther) }),
    ...(items === undefined ? {} : { items: items.filter(isOther) }),
  };
}

function withStaleGroup(body: unknown, group: string): unknown {
  const { items, ...rest } = body as { items?: (Named & { versions?: Version[] })[] };
  if (items === undefined) return body;
  const stale = items.map((item) =>
    item.metadata?.name === group
      ? { ...item, versions: item.versions?.map((version) => ({ ...version, freshness: "Stale" })) }
      : item,
  );
  return { ...rest, items: stale };
}

function withoutPaths(body: unknown, group: string): unknown {
  const { paths = {}, ...rest } = body as { paths?: Record<string, unknown> };
  const isOther = ([path]: [string, unknown]) => path !== `apis/${group}` && !path.startsWith(`apis/${group}/`);
  return { ...rest, paths: Object.fromEntries(Object.entries(paths).filter(isOther)) };
}
