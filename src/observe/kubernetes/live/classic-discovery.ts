import {
  isJsonObject,
  type Json,
  type JsonObject,
  type Reading,
  read,
  splitApiVersion,
} from "../../../vocabulary/index.ts";
import type { Discovery, ServedKind } from "../port.ts";
import { answered } from "./failure.ts";
import { groupVersionPath } from "./paths.ts";
import type { Getter } from "./transport.ts";

/** The core group from an `APIVersions` document and one request for each version. */
export function classicCore(getter: Getter, body: JsonObject): Promise<Reading<Discovery>> {
  const versions = Array.isArray(body["versions"]) ? body["versions"] : [];
  return readAll(
    getter,
    versions.filter((version) => typeof version === "string"),
  );
}

/** Every other group from an `APIGroupList` document and one request for each group and version. */
export function classicApis(getter: Getter, body: JsonObject): Promise<Reading<Discovery>> {
  const groups = Array.isArray(body["groups"]) ? body["groups"].filter(isJsonObject) : [];
  const versions = groups.flatMap((group) => (Array.isArray(group["versions"]) ? group["versions"] : []));
  return readAll(getter, versions.flatMap(groupVersionOf));
}

function groupVersionOf(version: Json): string[] {
  const name = isJsonObject(version) ? version["groupVersion"] : undefined;
  return typeof name === "string" ? [name] : [];
}

async function readAll(getter: Getter, groupVersions: readonly string[]): Promise<Reading<Discovery>> {
  const failures = new Map<string, string>();
  const kinds = await Promise.all(
    groupVersions.map(async (groupVersion) => {
      const { group, version } = splitApiVersion(groupVersion);
      const exchange = await getter.get(groupVersionPath(group, version));
      const answer = answered(exchange, `what ${groupVersion} serves`);
      if (!answer.ok) failures.set(group, answer.failure.why);
      return answer.ok ? kindsOf(answer.value, group, version) : [];
    }),
  );
  return read({ kinds: kinds.flat(), failures });
}

/** Reads an `APIResourceList`; a name with a slash is a subresource. */
function kindsOf(body: JsonObject, group: string, version: string): ServedKind[] {
  const resources = Array.isArray(body["resources"]) ? body["resources"].filter(isJsonObject) : [];
  return resources.flatMap((resource) => {
    const { name: plural, kind, namespaced, verbs } = resource;
    if (typeof plural !== "string" || typeof kind !== "string" || plural.includes("/")) return [];
    const list = Array.isArray(verbs) ? verbs.filter((verb) => typeof verb === "string") : [];
    return [{ group, version, kind, plural, namespaced: namespaced === true, verbs: list }];
  });
}
