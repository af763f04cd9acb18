import type { RegistryState, SubjectState } from "../../observe/registry/port.ts";
import type { Cause, SubjectResource } from "../../vocabulary/index.ts";
import type { ExpectedSubjectWithSchemas, RegistryEvidence } from "../evidence.ts";
import { found } from "../found.ts";
import type { SystemDifference } from "../system.ts";
import { effective } from "./level-and-mode.ts";
import { wholeRegistry } from "./parts.ts";
import { judgeVersions } from "./versions.ts";

export interface SubjectOptions {
  readonly application: string | null;
  /** Subjects that sync Jobs register; what is in them is the Jobs' business unless it is expected too. */
  readonly synced: readonly string[];
  /** Topics by whose name producers may register subjects. */
  readonly topics: readonly string[];
}

/** Compares the subjects that git expects with those that are there. */
export function judgeSubjects(evidence: RegistryEvidence, options: SubjectOptions): readonly SystemDifference[] {
  const { state, expected } = evidence;
  if (state === null || !state.subjects.ok) return [];
  const subjects = state.subjects.value;
  const wanted = [...expected, ...synced(evidence, options)];
  return [
    ...wanted.flatMap((subject) => judgeSubject(subject, { evidence, state, subjects, options })),
    ...(expected.length === 0 ? [] : undeclared({ evidence, state, subjects, options })),
  ];
}

/** The subjects of sync Jobs, of which nothing is known but that they must be there. */
function synced({ expected }: RegistryEvidence, options: SubjectOptions): readonly ExpectedSubjectWithSchemas[] {
  return options.synced
    .filter((name) => expected.every((subject) => subject.name !== name))
    .map((name) => ({ name, compatibility: null, mode: null, versions: [], schemaFiles: {} }));
}

export interface SubjectContext {
  readonly evidence: RegistryEvidence;
  readonly state: RegistryState;
  readonly subjects: readonly SubjectState[];
  readonly options: SubjectOptions;
}

function judgeSubject(wanted: ExpectedSubjectWithSchemas, context: SubjectContext): readonly SystemDifference[] {
  const { evidence, subjects, options } = context;
  const live = subjects.find(({ name }) => name === wanted.name);
  const resource: SubjectResource = { type: "subject", registry: evidence.name, name: wanted.name };
  if (live === undefined || live.deleted) {
    const how = live === undefined ? "does not have" : "has only a deleted";
    const statement = `Schema registry ${evidence.name} ${how} subject ${wanted.name}`;
    return [found(options.application, { kind: "missing", layer: "service", resource, statement })];
  }
  return [
    ...judgeSetting("compatibility", { wanted, live, context }),
    ...judgeSetting("mode", { wanted, live, context }),
    ...judgeVersions(wanted, live, { registry: evidence.name, application: options.application }),
  ];
}

interface Setting {
  readonly wanted: ExpectedSubjectWithSchemas;
  readonly live: SubjectState;
  readonly context: SubjectContext;
}

/** A subject's own level or mode, else what it inherits. */
function judgeSetting(
  setting: "compatibility" | "mode",
  { wanted, live, context }: Setting,
): readonly SystemDifference[] {
  const { evidence, state, options } = context;
  const own = live[setting];
  const desired = wanted[setting]?.toUpperCase() ?? (setting === "mode" ? defaultMode(own) : null);
  const has = own.ok ? effective(own.value, state[setting])?.toUpperCase() : undefined;
  if (desired === null || has === undefined || has === desired) return [];
  const inherits = own.ok && own.value === null;
  const cause: Cause = { resource: wholeRegistry(evidence.name), path: [setting] };
  return [
    found(options.application, {
      kind: "changed",
      layer: "service",
      resource: { type: "subject", registry: evidence.name, name: wanted.name },
      path: [setting],
      desired,
      live: has,
      statement: `Subject ${wanted.name} has ${setting} ${has}, but ${desired} is expected`,
      ...(inherits && { cause }),
    }),
  ];
}

/** A mode of its own is left over from an import or a freeze, unless it is expected. */
function defaultMode(own: SubjectState["mode"]): string | null {
  return own.ok && own.value !== null ? "READWRITE" : null;
}

/** Where git says what a registry holds, a subject that nothing asks for is worth a look. */
function undeclared({ evidence, subjects, options }: SubjectContext): readonly SystemDifference[] {
  const asked = new Set([...evidence.expected.flatMap(namesIn), ...options.synced]);
  const byTopic = new Set(options.topics.flatMap((topic) => [`${topic}-value`, `${topic}-key`]));
  const referenced = new Set([...referencesOf(subjects, asked)]);
  return subjects
    .filter(({ name, deleted }) => !(deleted || asked.has(name) || byTopic.has(name) || referenced.has(name)))
    .map(({ name }) =>
      found(options.application, {
        kind: "extra",
        layer: "service",
        resource: { type: "subject", registry: evidence.name, name },
        reason: "undeclared",
        statement: `Schema registry ${evidence.name} has subject ${name}, which nothing in git asks for`,
      }),
    );
}

/** The subject itself and those that it is expected to refer to. */
function namesIn({ name, versions }: ExpectedSubjectWithSchemas): readonly string[] {
  return [name, ...versions.flatMap(({ references }) => (references ?? []).map(({ subject }) => subject))];
}

/** Subjects that the asked ones refer to, and those that these refer to. */
function referencesOf(subjects: readonly SubjectState[], asked: ReadonlySet<string>): ReadonlySet<string> {
  const reached = new Set(asked);
  for (const name of reached) {
    const versions = subjects.find((subject) => subject.name === name)?.versions;
    for (const { references } of versions?.ok === true ? versions.value : [])
      for (const { subject } of references) reached.add(subject);
  }
  return reached;
}
