import type { Tree } from "../../git/index.ts";
import { type KubernetesObject, splitApiVersion } from "../../vocabulary/index.ts";
import type { Application, UnsupportedApplication } from "../application.ts";
import { type Expanded, expandApplicationSet } from "./application-set.ts";
import { namespaceOf, readApplication } from "./read-application.ts";
import { type Home, homeOf, sameRepository, withoutCredentials } from "./repository.ts";
import { type ArgoApplication, argoApplication, argoApplicationSet } from "./schema.ts";

export interface ReadApplications {
  readonly applications: readonly Application[];
  readonly unsupported: readonly UnsupportedApplication[];
}

/** The file of the repository that an Application or ApplicationSet is rendered from; null where it is unknown. */
export type FileOf = (object: KubernetesObject) => string | null;

/** The applications that rendered Application and ApplicationSet resources stand for. Other kinds are passed over. */
export async function readApplications(
  objects: readonly KubernetesObject[],
  tree: Tree,
  fileOf: FileOf = () => null,
): Promise<ReadApplications> {
  const sets = await Promise.all(lastOfEach(ofKind(objects, "ApplicationSet")).map((object) => expand(object, tree)));
  const single = validate(lastOfEach(ofKind(objects, "Application")).map((object) => [object, fileOf(object)]));
  const made = sets.map(({ object, expanded }) =>
    validate(expanded.ok ? expanded.applications.map((one) => [one, fileOf(object)]) : []),
  );
  const home = await homeOf(
    [single, ...made].flatMap(({ valid }) => valid.map(({ application }) => application)),
    tree,
  );
  const refusals = sets.map(({ expanded }) => setRefusal(expanded, home));
  const groups = [single, ...made.filter((_, index) => refusals[index] === null)];
  const read = await Promise.all(groups.map(({ valid }) => readAll(valid, home, tree)));
  return {
    applications: read.flatMap(({ applications }) => applications),
    unsupported: [
      ...sets.flatMap(({ object }, index) => refused(object, refusals[index] ?? null)),
      ...groups.flatMap(({ invalid }) => invalid),
      ...read.flatMap(({ unsupported }) => unsupported),
    ],
  };
}

async function readAll(valid: Validated["valid"], home: Home, tree: Tree): Promise<ReadApplications> {
  const applications: Application[] = [];
  const unsupported: UnsupportedApplication[] = [];
  for (const { application, declaredIn } of valid) {
    const read = await readApplication({ application, home, tree, declaredIn });
    if (read.ok) applications.push(read.application);
    else unsupported.push({ name: application.metadata.name, namespace: namespaceOf(application), why: read.why });
  }
  return { applications, unsupported };
}

function ofKind(objects: readonly KubernetesObject[], kind: string): readonly KubernetesObject[] {
  return objects.filter((object) => object.kind === kind && splitApiVersion(object.apiVersion).group === "argoproj.io");
}

/** Of two manifests of the same object the cluster keeps the last. */
function lastOfEach(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const byName = objects.map(
    (object) => [`${object.metadata.namespace ?? ""}/${object.metadata.name}`, object] as const,
  );
  return [...new Map(byName).values()];
}

interface Validated {
  readonly valid: readonly { readonly application: ArgoApplication; readonly declaredIn: string | null }[];
  readonly invalid: readonly UnsupportedApplication[];
}

function validate(objects: readonly (readonly [unknown, string | null])[]): Validated {
  const valid: Validated["valid"][number][] = [];
  const invalid: UnsupportedApplication[] = [];
  for (const [object, declaredIn] of objects) {
    const parsed = argoApplication.safeParse(object);
    if (parsed.success) valid.push({ application: parsed.data, declaredIn });
    else {
      const name = argoApplication.pick({ metadata: true }).safeParse(object).data?.metadata.name ?? "an Application";
      invalid.push({ name, namespace: "", why: `its Application is not valid at ${firstPath(parsed.error)}` });
    }
  }
  return { valid, invalid };
}

async function expand(object: KubernetesObject, tree: Tree): Promise<{ object: KubernetesObject; expanded: Expanded }> {
  const parsed = argoApplicationSet.safeParse(object);
  const expanded: Expanded = parsed.success
    ? await expandApplicationSet(parsed.data, tree)
    : { ok: false, why: `this ApplicationSet is not valid at ${firstPath(parsed.error)}` };
  return { object, expanded };
}

function setRefusal(expanded: Expanded, home: Home): string | null {
  if (!expanded.ok) return expanded.why;
  const foreign = expanded.repositories.find((url) => sameRepository(url) !== home.repository);
  return foreign === undefined
    ? null
    : `this ApplicationSet lists folders of another repository, ${withoutCredentials(foreign)}`;
}

function refused(object: KubernetesObject, why: string | null): readonly UnsupportedApplication[] {
  return why === null ? [] : [{ name: object.metadata.name, namespace: object.metadata.namespace ?? "", why }];
}

function firstPath({ issues }: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] }): string {
  return (issues[0]?.path ?? []).join(".");
}
