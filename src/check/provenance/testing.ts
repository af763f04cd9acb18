import type { Application } from "../../environments/application.ts";
import type { RenderedObject } from "../../render/index.ts";
import type { Difference, KubernetesObject } from "../../vocabulary/index.ts";
import { resourceOf } from "../../vocabulary/index.ts";
import type { ScopedDifference } from "../desired.ts";
import type { Parts } from "../parts.ts";

/** Applications by name with what each renders; every object goes to namespace `kafka`. */
export function partsOf(
  rendered: Readonly<Record<string, readonly KubernetesObject[]>>,
): Pick<Parts, "declaration" | "intent"> {
  const applications = Object.entries(rendered).map(([name, objects]) => ({
    application: applicationOf(name),
    revision: `revision-of-${name}`,
    tree: { root: `/nowhere/${name}`, revision: `revision-of-${name}` },
    rendering: { helm: "4.2.3", failures: [], objects: objects.map(renderedObject) },
  }));
  return {
    declaration: { revision: null, root: "/nowhere", applications, unrendered: [], failures: [] },
    intent: {
      desired: [],
      before: new Set(),
      differences: [],
      notes: [],
      declared: applications.flatMap(({ application, rendering }) =>
        rendering.objects.map((one) => ({ application, rendered: one, object: placed(one.object) })),
      ),
    },
  };
}

function applicationOf(name: string): Application {
  return {
    name,
    release: name,
    namespace: "kafka",
    chart: `charts/${name}`,
    valueFiles: [],
    ignoreMissingValueFiles: false,
    valuesObject: null,
    parameters: [],
    targetRevision: null,
    ignoreDifferences: [],
    declaredIn: null,
    argoCd: false,
  };
}

function renderedObject(object: KubernetesObject): RenderedObject {
  return { object, template: null, hook: null, duplicateKeys: [], unstable: [] };
}

function placed(object: KubernetesObject): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, namespace: "kafka" } };
}

/** A difference of an object in namespace `kafka`, found in an application. */
export function scoped(
  object: KubernetesObject,
  difference: Partial<Difference>,
  application: string | null = "broker",
): ScopedDifference {
  return {
    application,
    object,
    difference: {
      kind: "changed",
      layer: "cluster",
      resource: resourceOf(placed(object)),
      path: [],
      attribution: null,
      reason: null,
      detail: null,
      ...difference,
    },
  };
}
