import type { CheckPorts } from "../../check/index.ts";
import {
  type FieldManager,
  KNOWN_DEPLOYERS,
  schemaFor,
  UNTYPED_OBJECT,
  valueAt,
  writerAt,
} from "../../compare/index.ts";
import type { EnvironmentConfig } from "../../config/config.ts";
import { activeExclusions, isExcluded } from "../../findings/index.ts";
import { isSecret } from "../../masking/index.ts";
import type { KubernetesReader, ServedKind } from "../../observe/kubernetes/port.ts";
import {
  type Attribution,
  type Collision,
  type KubernetesObject,
  resourceOf,
  toKeyedPath,
} from "../../vocabulary/index.ts";
import type { ReviewRequest } from "../request.ts";
import type { EnvironmentEvidence, ResourceChange } from "../sides.ts";
import { titleOf } from "./title.ts";

/**
 * Fields that the change sets and that somebody else than a deployer owns in the cluster: an autoscaler, a person. What
 * cannot be read is left out: the check reads the same kinds, and has said so.
 */
export async function managerCollisions(
  { changes, sides }: EnvironmentEvidence,
  { config }: Pick<ReviewRequest, "config">,
  ports: CheckPorts,
): Promise<readonly Collision[]> {
  const day = { environment: sides.environment.name, today: ports.now().toISOString().slice(0, 10) };
  const exclusions = activeExclusions(config.exclude, day);
  const changed = changes
    .filter(({ before, after }) => before !== null && after !== null)
    .filter(({ resource }) => !isExcluded(resource, exclusions));
  if (changed.length === 0) return [];
  const reader = await ports.connect(sides.environment);
  try {
    const discovered = await reader.discover();
    if (!discovered.ok) return [];
    const groups = Map.groupBy(changed, ({ resource: { group, kind, namespace } }) =>
      JSON.stringify([group, kind, namespace]),
    );
    const found = await Promise.all(
      [...groups.values()].map((group) =>
        ownedIn(group, { reader, ports, kinds: discovered.value.kinds, environment: sides.environment }),
      ),
    );
    return found.flat();
  } finally {
    await reader.close();
  }
}

interface Cluster {
  readonly reader: KubernetesReader;
  readonly ports: CheckPorts;
  readonly kinds: readonly ServedKind[];
  readonly environment: EnvironmentConfig;
}

/** The changed resources of one kind in one namespace: one LIST. */
async function ownedIn(group: readonly ResourceChange[], cluster: Cluster): Promise<readonly Collision[]> {
  const { reader, ports, kinds, environment } = cluster;
  const [first] = group;
  const kind = kinds.find((served) => served.group === first?.resource.group && served.kind === first.resource.kind);
  if (first === undefined || kind === undefined) return [];
  const [listed, documents] = await Promise.all([
    reader.list({ kind, namespace: first.resource.namespace }),
    reader.schemas(kind.group, kind.version),
  ]);
  if (!listed.ok) return [];
  for (const object of listed.value) ports.scrubber.learn(object);
  const schema = (documents.ok ? schemaFor(documents.value, kind) : null) ?? UNTYPED_OBJECT;
  const deployers = [...environment.deployers, ...KNOWN_DEPLOYERS];
  const byName = new Map(listed.value.map((object) => [object.metadata.name, object]));
  return group.flatMap((change) => {
    const live = byName.get(change.before?.metadata.name ?? "");
    if (live === undefined) return [];
    return ownedBy(change, live, (path) => otherThan(deployers, writerAt(live, path, { schema, deployers })));
  });
}

function otherThan(deployers: readonly FieldManager[], writer: Attribution | null): Attribution | null {
  const deploys = deployers.some(
    ({ manager, operation }) => manager === writer?.manager && operation === writer.operation,
  );
  return deploys ? null : writer;
}

function ownedBy(
  { application, resource, fields }: ResourceChange,
  live: KubernetesObject,
  writer: (path: ResourceChange["fields"][number]["path"]) => Attribution | null,
): readonly Collision[] {
  const isShown = !isSecret(live);
  return fields.flatMap(({ path, after }): Collision[] => {
    const value = valueAt(live, path);
    const owner = value === undefined || path.length === 0 ? null : writer(path);
    if (owner === null) return [];
    return [
      {
        reason: "other-manager",
        application,
        resource,
        keyedPath: toKeyedPath(path),
        ...(isShown && after !== undefined && { after }),
        ...(isShown && value !== undefined && { live: value }),
        manager: owner.manager,
        time: owner.time,
        message: `${owner.manager} owns ${toKeyedPath(path)} of ${titleOf(resourceOf(live))} in the cluster: what this change sets may not last, or the sync is refused as a conflict.`,
      },
    ];
  });
}
