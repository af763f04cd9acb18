import type { Effect, KubernetesObject } from "../../../vocabulary/index.ts";
import type { ObjectChange } from "../../system.ts";
import { containersOf } from "../../workload/index.ts";
import { effect } from "../said.ts";
import { titled, touches } from "../sides.ts";

/** An image that the change brings in, and that names no version: what runs under it may change by itself. */
export function foretellImages({ before, after, fields }: ObjectChange): readonly Effect[] {
  if (after === null || (before !== null && !touches({ fields }, "spec", "template"))) return [];
  const known = before === null ? new Set<string>() : new Set(floating(before));
  return floating(after)
    .filter((image) => !known.has(image))
    .map((image) => {
      const statement = `${titled(after)} runs image ${image}, whose content may change without any change of git`;
      return effect("image-floats", statement);
    });
}

function floating(workload: KubernetesObject): readonly string[] {
  return containersOf(workload).flatMap(({ image }) => (image !== null && isFloating(image) ? [image] : []));
}

/** The tag stands after the last slash, since a registry may have a port. */
function isFloating(image: string): boolean {
  if (image === "" || image.includes("@")) return false;
  const [, tag] = image.slice(image.lastIndexOf("/") + 1).split(":");
  return tag === undefined || tag === "latest";
}
