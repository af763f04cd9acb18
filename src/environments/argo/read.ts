import type { Tree } from "../../git/index.ts";
import { type KubernetesObject, splitApiVersion } from "../../vocabulary/index.ts";
import type { Application, UnsupportedApplication } from "../application.ts";
import { expandApplicationSet } from "./application-set.ts";
import { namespaceOf, readApplication } from "./read-application.ts";
import { homeOf } from "./repository.ts";
import { type ArgoApplication, argoApplication, argoApplicationSet } from "./schema.ts";

export interface ReadApplications {
  readonly applications: readonly Application[];
  readonly unsupported: readonly UnsupportedApplication[];
}

/** The applications that rendered Application and ApplicationSet resources stand for. Other kinds are passed over. */
export async function readApplications(objects: readonly KubernetesObject[], tree: Tree): Promise<ReadApplications> {
  const unsupported: UnsupportedApplication[] = [];
  const declared: unknown[] = [...lastOfEach(ofKind(objects, "Application"))];
  for (const object of lastOfEach(ofKind(objects, "ApplicationSet"))) {
    const expanded = await expand(object, tree);
    if (expanded.ok) declared.push(...expanded.applications);
    else
      unsupported.push({ name: object.metadata.name, namespace: object.metadata.namespace ?? "", why: expanded.why });
  }
  const valid: ArgoApplication[] = [];
  for (const object of declared) {
    const parsed = argoApplication.safeParse(object);
    if (parsed.success) valid.push(parsed.data);
    else unsupported.push(invalid(object, parsed.error.issues[0]?.path));
  }
  const home = await homeOf(valid, tree);
  const read = await Promise.all(valid.map((application) => readApplication({ application, home, tree })));
  return {
    applications: read.flatMap((result) => (result.ok ? [result.application] : [])),
    unsupported: [
      ...unsupported,
      ...read.flatMap((result, index) => (result.ok ? [] : refused(valid[index], result.why))),
    ],
  };
}

function ofKind(objects: readonly KubernetesObject[], kind: string): readonly KubernetesObject[] {
  return objects.filter((object) => object.kind === kind && splitApiVersion(object.apiVersion).group === "argoproj.io");
}

/** Of two manifests of the same object the cluster keeps the last. */
function lastOfEach(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return [
    ...new Map(
      objects.map((object) => [`${object.metadata.namespace ?? ""}/${object.metadata.name}`, object]),
    ).values(),
  ];
}

async function expand(object: KubernetesObject, tree: Tree) {
  const parsed = argoApplicationSet.safeParse(object);
  if (parsed.success) return expandApplicationSet(parsed.data, tree);
  const path = parsed.error.issues[0]?.path.join(".") ?? "";
  return { ok: false as const, why: `this ApplicationSet is not valid at ${path}` };
}

function refused(application: ArgoApplication | undefined, why: string): readonly UnsupportedApplication[] {
  return application === undefined
    ? []
    : [{ name: application.metadata.name, namespace: namespaceOf(application), why }];
}

function invalid(object: unknown, path: readonly PropertyKey[] | undefined): UnsupportedApplication {
  const name = argoApplication.shape.metadata.safeParse(Object(object)["metadata"]).data?.name ?? "an Application";
  return { name, namespace: "", why: `its Application is not valid at ${(path ?? []).join(".")}` };
}
