import type { ExpectedSubject } from "../config/services.ts";
import type { GroupState, Named, PartitionEnd } from "../observe/kafka/port.ts";
import type { KafkaState } from "../observe/kafka/state.ts";
import type { BucketState } from "../observe/objectstore/port.ts";
import type { KnownSchema, RegistryState } from "../observe/registry/port.ts";
import type { TerraformState } from "../observe/terraform/port.ts";
import type { KubernetesObject, Reading } from "../vocabulary/index.ts";

/**
 * What the systems judge from. A part that could not be read is reported by the pipeline, once: a system judges nothing
 * that needs it, and never takes it for empty.
 */
export interface Evidence {
  /** The time of the check; of the recording where one is checked. */
  readonly now: Date;
  readonly declared: Declared;
  readonly live: LiveObjects;
  /** The live Applications by which Argo CD deploys what is declared; left out where it does not, or they are unread. */
  readonly argoApplications?: readonly DeclaredObject[];
  readonly kafka: readonly KafkaEvidence[];
  readonly registries: readonly RegistryEvidence[];
  /** Null where no object store is configured. */
  readonly buckets: readonly BucketState[] | null;
  /** Null where no state is configured or it could not be read. */
  readonly terraform: TerraformState | null;
  /** HTTP status of `/v1/health`; null where it is not configured or gave no answer. */
  readonly alertDatabaseHealth: number | null;
}

/** Everything that git declares in the environment, hooks included, at the revision that is checked. */
export interface Declared {
  readonly objects: readonly DeclaredObject[];
  of(group: string, kind: string): readonly DeclaredObject[];
  /** The application that declares this object, by `resourceKey`; null where none does. */
  applicationOf(key: string): string | null;
}

export interface DeclaredObject {
  readonly application: string;
  readonly object: KubernetesObject;
}

/** A kind in a namespace, in whatever version the cluster serves; a null namespace is cluster-scoped. */
export interface LiveKind {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | null;
}

/** Live objects of the kinds that the systems asked for. */
export interface LiveObjects {
  /** Unread where the LIST failed; empty where the cluster does not serve the kind. */
  of(kind: LiveKind): Reading<readonly KubernetesObject[]>;
}

export interface KafkaEvidence {
  readonly cluster: string;
  readonly namespace: string;
  /** Null where the cluster could not be reached at all. */
  readonly state: KafkaState | null;
  readonly groups: readonly Named<GroupState | null>[];
  readonly lastMessages: readonly Named<readonly PartitionEnd[]>[];
  /** For wanted topics that the state does not list: whether they surely do not exist. */
  readonly absent: readonly Named<boolean>[];
}

export interface RegistryEvidence {
  readonly name: string;
  readonly namespace: string;
  readonly state: RegistryState | null;
  /** For the schema ids of last messages: what the registry knows of them. */
  readonly schemas: readonly { readonly id: number; readonly reading: Reading<KnownSchema | null> }[];
  readonly expected: readonly ExpectedSubjectWithSchemas[];
  readonly alertTopics: readonly string[];
}

/** What git says about a subject, its schema files read. */
export interface ExpectedSubjectWithSchemas extends ExpectedSubject {
  /** Text of each version's schema file by its path. */
  readonly schemaFiles: Readonly<Record<string, string>>;
}
