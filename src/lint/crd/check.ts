import {
  type Difference,
  type KubernetesObject,
  type Path,
  resourceOf,
  splitApiVersion,
  toKeyedPath,
} from "../../vocabulary/index.ts";
import { checkRules } from "./cel/index.ts";
import type { DefinedVersion, Definition, Definitions } from "./definition.ts";
import { checkEmbedded } from "./embedded.ts";
import { checkListTypes } from "./list-types.ts";
import { checkMetadata } from "./metadata.ts";
import { checkReplicas } from "./replicas.ts";
import { settle } from "./settle.ts";
import { refused, unknown, unserved } from "./statements.ts";
import { unknownFields } from "./unknown-fields.ts";
import { validate } from "./validate.ts";
import { newSink, type Sink, type Violation } from "./violation.ts";

/** What the CRD of an object's kind says of it. */
export interface DefinitionCheck {
  /** Of the rules `unknown-field` and `refused-field`, at most one for each field and rule. */
  readonly differences: readonly Difference[];
  /** What the CRD asks for and this could not judge: one clause each, `kafkas.kafka.strimzi.io: the format uri`. */
  readonly unjudged: readonly string[];
}

const NOTHING: DefinitionCheck = { differences: [], unjudged: [] };

/**
 * Checks one object as the API server would on creation: which fields it prunes, and which it refuses the object for.
 * An object of a kind without a definition is not judged; see `undefinedKinds`.
 */
export function checkAgainstDefinition(object: KubernetesObject, definitions: Definitions): DefinitionCheck {
  const { group, version } = splitApiVersion(object.apiVersion);
  const definition = group === "" ? null : definitions.find(group, object.kind);
  if (definition === null) return NOTHING;
  const defined = definition.versions.find(({ name, served }) => served && name === version);
  if (defined === undefined) return unservedCheck(object, definition);
  const pruned = unknownFields(object, defined.schema, definition.prunes);
  const { violations, unjudged } = violationsOf(object, defined, definition);
  return {
    differences: [
      ...pruned.map((field) =>
        differenceOf(object, field.path, { reason: "unknown-field", statement: unknown(object, field) }),
      ),
      ...byPath(violations).map(({ path, problems }) =>
        differenceOf(object, path, { reason: "refused-field", statement: refused(object, path, problems) }),
      ),
    ],
    unjudged: [...new Set(unjudged)].map((clause) => `${definition.name}: ${clause}`),
  };
}

function unservedCheck(object: KubernetesObject, { versions }: Definition): DefinitionCheck {
  const served = versions.filter((version) => version.served).map(({ name }) => name);
  // Without a schema a definition says nothing of its versions.
  if (served.length === 0) return NOTHING;
  const statement = unserved(object, served);
  return { differences: [differenceOf(object, [], { reason: "refused-field", statement })], unjudged: [] };
}

function violationsOf(object: KubernetesObject, version: DefinedVersion, definition: Definition): Sink {
  const { schema } = version;
  const sink = newSink();
  checkMetadata(object.metadata, { path: ["metadata"], sink });
  const settled = settle(object, version, definition.prunes);
  const at = { path: [], sink };
  validate(settled, schema, at);
  checkEmbedded(settled, schema, at);
  checkListTypes(settled, schema, at);
  checkReplicas(settled, version.replicasPath, sink);
  if (sink.violations.some(({ stopsRules }) => stopsRules)) return sink;
  checkRules(settled, schema, { ...at, programs: (node) => definition.programs(node) });
  return sink;
}

interface Problems {
  readonly path: Path;
  readonly problems: readonly string[];
}

/** One entry for each field, however much is wrong with it. */
function byPath(violations: readonly Violation[]): readonly Problems[] {
  const groups = Map.groupBy(violations, ({ path }) => toKeyedPath(path));
  return [...groups.values()].flatMap(([first, ...rest]) =>
    first === undefined
      ? []
      : [{ path: first.path, problems: [...new Set([first, ...rest].map(({ problem }) => problem))] }],
  );
}

function differenceOf(
  object: KubernetesObject,
  path: Path,
  { reason, statement }: { reason: "unknown-field" | "refused-field"; statement: string },
): Difference {
  const kind = reason === "unknown-field" ? "pruned" : "lost-intent";
  const resource = resourceOf(object);
  return { kind, layer: "render", resource, path, attribution: null, reason, detail: null, statement };
}

/** The groups of Kubernetes itself. */
const BUILT_IN = /^(?:[a-z]+|.+\.k8s\.io)$/;

/** The kinds of custom resources for which no definition is at hand, `KafkaTopic (kafka.strimzi.io)`, each once. */
export function undefinedKinds(objects: readonly KubernetesObject[], definitions: Definitions): readonly string[] {
  const names = objects.flatMap(({ apiVersion, kind }) => {
    const { group } = splitApiVersion(apiVersion);
    return BUILT_IN.test(group) || group === "" || definitions.find(group, kind) !== null ? [] : [`${kind} (${group})`];
  });
  return [...new Set(names)].toSorted();
}
