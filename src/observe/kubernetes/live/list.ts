import {
  isJsonObject,
  type Json,
  joinApiVersion,
  type KubernetesObject,
  type Reading,
  read,
  unread,
} from "../../../vocabulary/index.ts";
import type { ListTarget } from "../port.ts";
import { describeTarget } from "../target.ts";
import { answered } from "./failure.ts";
import { collectionPath } from "./paths.ts";
import type { Getter } from "./transport.ts";

/**
 * Every object of a kind, page by page. A list is either complete or unread: when its continue token expires
 * it is read once more from the start, and a second expiry is a failure.
 */
export async function listAll(
  getter: Getter,
  target: ListTarget,
  pageSize: number,
): Promise<Reading<readonly KubernetesObject[]>> {
  const first = await readPages(getter, target, pageSize);
  if (first !== "expired") return first;
  const second = await readPages(getter, target, pageSize);
  if (second !== "expired") return second;
  return unread("truncated", describeTarget(target), "the continue token of the list expired twice before its end");
}

async function readPages(
  getter: Getter,
  target: ListTarget,
  pageSize: number,
): Promise<Reading<readonly KubernetesObject[]> | "expired"> {
  const objects: KubernetesObject[] = [];
  let token = "";
  do {
    const exchange = await getter.get(pagePath(target, pageSize, token), { purpose: "list" });
    if (token !== "" && exchange.kind === "answer" && exchange.status === 410) return "expired";
    const answer = answered(exchange, describeTarget(target));
    if (!answer.ok) return answer;
    const page = pageOf(answer.value, target);
    // The same token again would never end.
    if (page === null || (token !== "" && page.token === token)) return malformed(target);
    for (const object of page.objects) objects.push(object);
    token = page.token;
  } while (token !== "");
  return read(objects);
}

function pagePath(target: ListTarget, pageSize: number, token: string): string {
  const query = new URLSearchParams({ limit: String(pageSize) });
  if (target.labelSelector !== undefined) query.set("labelSelector", target.labelSelector);
  if (target.fieldSelector !== undefined) query.set("fieldSelector", target.fieldSelector);
  if (token !== "") query.set("continue", token);
  return `${collectionPath(target.kind, target.namespace)}?${query.toString()}`;
}

interface Page {
  readonly objects: readonly KubernetesObject[];
  /** Empty on the last page. */
  readonly token: string;
}

/** Null when the answer is not a list of objects, so that a stranger's answer is never an empty list. */
function pageOf(body: { [key: string]: Json | undefined }, target: ListTarget): Page | null {
  const { kind, items, metadata } = body;
  if (typeof kind !== "string" || !kind.endsWith("List") || !isJsonObject(metadata)) return null;
  // An empty Go slice may be written as null.
  if (items !== null && !Array.isArray(items)) return null;
  const objects = named(items ?? [], target);
  const token = metadata["continue"];
  return objects === null ? null : { objects, token: typeof token === "string" ? token : "" };
}

/** Items of built-in kinds come without apiVersion and kind: the list has them. */
function named(items: readonly Json[], { kind }: ListTarget): readonly KubernetesObject[] | null {
  const apiVersion = joinApiVersion(kind.group, kind.version);
  const objects: KubernetesObject[] = [];
  for (const item of items) {
    if (!isJsonObject(item)) return null;
    item["apiVersion"] = apiVersion;
    item["kind"] = kind.kind;
    if (!hasName(item)) return null;
    objects.push(item);
  }
  return objects;
}

function hasName(item: { [key: string]: Json | undefined }): item is KubernetesObject {
  const metadata = item["metadata"];
  return isJsonObject(metadata) && typeof metadata["name"] === "string";
}

function malformed(target: ListTarget): Reading<never> {
  return unread("server-error", describeTarget(target), "the API server's answer is not a list of objects");
}
