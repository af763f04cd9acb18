import type { Discovery } from "../observe/kubernetes/port.ts";
import { placeObject } from "../render/index.ts";
import type { PlaceObject } from "./intent.ts";

/** Fills in namespaces as the cluster would; where it could not be asked, as Kubernetes' own kinds have it. */
export function placing(discovery: Discovery | null): PlaceObject {
  const namespaced = new Map(discovery?.kinds.map((served) => [`${served.group}/${served.kind}`, served.namespaced]));
  return (object, application) =>
    placeObject(object, application.namespace, (group, kind) => namespaced.get(`${group}/${kind}`) ?? null);
}
