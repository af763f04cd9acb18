import { type KubernetesObject, splitApiVersion } from "../../vocabulary/index.ts";
import type { TrackingMark } from "../local/index.ts";

/** What marks an application's objects. */
export interface TrackedApplication {
  readonly name: string;
  readonly release: string;
  readonly namespace: string;
}

/** True when the object carries the deployer's mark of one of these applications. */
export function isTracked(
  object: KubernetesObject,
  { tracking, applications }: { tracking: TrackingMark; applications: readonly TrackedApplication[] },
): boolean {
  const { labels = {}, annotations = {} } = object.metadata;
  const mark = (tracking.by === "label" ? labels : annotations)[tracking.name];
  if (mark !== undefined) return applications.some(({ name }) => mark === name || isTrackingId(mark, name, object));
  const release = annotations["meta.helm.sh/release-name"];
  const namespace = annotations["meta.helm.sh/release-namespace"];
  return applications.some((application) => application.release === release && application.namespace === namespace);
}

/**
 * Argo CD's tracking id names the object that it was put on, `app:group/Kind:namespace/name`. On another object it is a
 * copy that an operator made, and tracks nothing. Source: Argo CD's documentation of resource tracking.
 */
function isTrackingId(mark: string, application: string, object: KubernetesObject): boolean {
  if (!mark.startsWith(`${application}:`)) return false;
  const [kind, address] = mark.slice(application.length + 1).split(":");
  if (kind === undefined || address === undefined) return true;
  const { group } = splitApiVersion(object.apiVersion);
  const name = address.slice(address.indexOf("/") + 1);
  return kind === `${group}/${object.kind}` && name === object.metadata.name;
}
