import type { BucketState } from "../../observe/objectstore/port.ts";
import type { RegistryState, SchemaVersion, SubjectState } from "../../observe/registry/port.ts";
import type { TerraformState } from "../../observe/terraform/port.ts";
import { read } from "../../vocabulary/index.ts";
import type { RegistryEvidence } from "../evidence.ts";
import { NAMESPACE, PROJECT, READER, WRITER } from "./alert-objects.ts";
import { configEntry, NOW, topicState } from "./evidence.ts";

export const TOPICS = [
  topicState("static", [{}]),
  topicState("replayed", [{}, {}]),
  topicState("registry-schemas", [{}]),
];

export function topicConfigs() {
  const inherited = ["retention.ms=604800000", "retention.bytes=-1", "cleanup.policy=delete"].map((text) => {
    const [name = "", value = ""] = text.split("=");
    return configEntry(name, value, "DEFAULT_CONFIG");
  });
  const topics = [
    { name: "static", overrides: read([configEntry("retention.ms", "-1")]) },
    { name: "replayed", overrides: read([configEntry("retention.ms", "172800000")]) },
    { name: "registry-schemas", overrides: read([configEntry("cleanup.policy", "compact")]) },
  ];
  return read({ inherited, topics });
}

/** Seconds before the check, and schema id; null for a partition without messages. */
export type Sent = readonly [age: number, schemaId: number | null] | null;

/** The last message of each partition. */
export function ends(...messages: readonly Sent[]) {
  return read(
    messages.map((message, partition) => ({
      partition,
      last: read(
        message === null ? null : { offset: 99, timestamp: NOW.getTime() - message[0] * 1000, schemaId: message[1] },
      ),
    })),
  );
}

export function group(members: number, lag: number, name = "alertdb-ingester") {
  const member = (id: number) => ({ id: `m${id}`, clientId: "c", host: "/10.0.0.1", assignments: [] });
  return {
    name,
    reading: read({
      name,
      type: "classic" as const,
      state: members === 0 ? "Empty" : "Stable",
      members: read(Array.from({ length: members }, (_, id) => member(id))),
      offsets: read([{ topic: "replayed", partition: 0, committed: 100 - lag, end: 100 }]),
    }),
  };
}

export function version(id: number, number: number, rest: Partial<SchemaVersion> = {}): SchemaVersion {
  return { version: number, id, schemaType: "AVRO", schema: SCHEMA, references: [], ...rest };
}

export function subject(
  name: string,
  versions: readonly SchemaVersion[],
  rest: Partial<SubjectState> = {},
): SubjectState {
  return { name, deleted: false, compatibility: read(null), mode: read(null), versions: read(versions), ...rest };
}

export const SCHEMA = '{"type":"record","name":"alert","namespace":"lsst","fields":[{"name":"id","type":"long"}]}';
const REFERENCES = [{ name: "lsst.diaSource", subject: "dia-source", version: 1 }];

export function registryState(rest: Partial<RegistryState> = {}): RegistryState {
  return {
    compatibility: read("NONE"),
    mode: read("READWRITE"),
    subjects: read([
      subject("alert-packet", [version(1000, 1, { references: REFERENCES })]),
      subject("dia-source", [version(100, 1)]),
    ]),
    ...rest,
  };
}

/** The registry with this state; what it knows of ids follows from that. */
export function registry(state: RegistryState | null, rest: Partial<RegistryEvidence> = {}): RegistryEvidence {
  const subjects = state?.subjects.ok === true ? state.subjects.value : [];
  const known = subjects.flatMap(({ name, versions }) =>
    (versions.ok ? versions.value : []).map((one) => ({ id: one.id, subject: name, version: one.version })),
  );
  return {
    name: "schema-registry",
    namespace: NAMESPACE,
    state,
    schemas: known.map(({ id, ...place }) => ({ id, reading: read({ id, subjects: [place] }) })),
    expected: [
      {
        name: "alert-packet",
        compatibility: null,
        mode: null,
        versions: [{ id: 1000, version: 1, file: "alert.avsc", references: REFERENCES }],
        schemaFiles: { "alert.avsc": `${SCHEMA}\n` },
      },
    ],
    alertTopics: [],
    ...rest,
  };
}

export function bucket(name: string, rest: Partial<BucketState> = {}): BucketState {
  return {
    name,
    exists: read(true),
    lifecycle: read([]),
    versioning: read("off"),
    publicAccess: read(null),
    newest: [],
    ...rest,
  };
}

/** The newest archived alert, so many seconds before the check. */
export function newest(age: number | null): BucketState["newest"] {
  const lastModified = age === null ? "" : new Date(NOW.getTime() - age * 1000).toISOString();
  const object = age === null ? null : { key: "v2/alerts/100000/1.avro.gz", lastModified };
  return [{ prefix: "v2/alerts/", object: read(object) }];
}

export const PURGE = { id: "rule 1", enabled: true, prefix: "v2/alerts/", expireDays: 28 };

export function terraformState(rest: Partial<TerraformState> = {}): TerraformState {
  const binding = (email: string, name: string) => ({
    serviceAccount: email,
    member: `serviceAccount:${PROJECT}.svc.id.goog[kafka/${name}]`,
    address: `google_service_account_iam_member.${name}`,
  });
  return {
    buckets: [
      { name: "alerts", address: "google_storage_bucket.alerts", lifecycle: [PURGE] },
      { name: "schemas", address: "google_storage_bucket.schemas", lifecycle: [] },
    ],
    serviceAccounts: [WRITER, READER].map((email) => ({ email, address: `google_service_account.${email}` })),
    workloadIdentityBindings: [binding(WRITER, "ingester"), binding(READER, "server")],
    ...rest,
  };
}
