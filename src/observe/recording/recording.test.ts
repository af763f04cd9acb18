import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../errors/index.ts";
import { createScrubber, maskObject, type Scrubber } from "../../masking/index.ts";
import {
  type Json,
  joinApiVersion,
  type KubernetesObject,
  type Reading,
  read,
  UNREADABLE_REASONS,
  unread,
} from "../../vocabulary/index.ts";
import type { Discovery, KubernetesReader, ListTarget, OpenApiDocument, ServedKind } from "../kubernetes/port.ts";
import { openRecording, type RecordOptions, recordReads } from "./index.ts";

const INFO = {
  recordedAt: "2026-11-24T06:00:00Z",
  environment: "idfint",
  revision: "abc",
  holdfast: "0.1.0",
  cluster: "v1.37.2",
};

interface Lists {
  readonly target: ListTarget;
  readonly reading: Reading<readonly KubernetesObject[]>;
}

/** A cluster that holds exactly what it is given; asking it for anything else fails the test. */
interface Content {
  readonly discovery: Reading<Discovery>;
  readonly lists: readonly Lists[];
  readonly schemas: readonly { group: string; version: string; reading: Reading<OpenApiDocument> }[];
}

function clusterWith(content: Content): KubernetesReader {
  return {
    description: "test",
    recordedAt: null,
    recordedRevision: null,
    discover: async () => content.discovery,
    list: async (target) => {
      const found = content.lists.find((list) => list.target === target);
      if (found === undefined) throw new Error("unexpected list");
      return found.reading;
    },
    schemas: async (group, version) => {
      const found = content.schemas.find((entry) => entry.group === group && entry.version === version);
      if (found === undefined) throw new Error("unexpected schemas");
      return found.reading;
    },
    requests: () => ({ lists: 1, others: 2 }),
    close: async () => undefined,
  };
}

async function readEverything(reader: KubernetesReader, { lists, schemas }: Content): Promise<unknown[]> {
  const listed = [];
  for (const { target } of lists) listed.push(await reader.list(target));
  const documents = [];
  for (const { group, version } of schemas) documents.push(await reader.schemas(group, version));
  return [await reader.discover(), listed, documents];
}

const NAME = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const GROUP = fc.constantFrom("", "apps", "kafka.strimzi.io");
const KIND: fc.Arbitrary<ServedKind> = fc.record({
  group: GROUP,
  version: fc.constantFrom("v1", "v1beta2"),
  kind: fc.constantFrom("Kafka", "KafkaTopic", "Deployment"),
  plural: NAME,
  namespaced: fc.boolean(),
  verbs: fc.uniqueArray(fc.constantFrom("get", "list", "watch")),
});
const FAILURE = fc.record({ reason: fc.constantFrom(...UNREADABLE_REASONS), what: fc.string(), why: fc.string() });
const DATA = fc.dictionary(
  fc.string(),
  fc.jsonValue().map((value): Json => JSON.parse(JSON.stringify(value))),
  { maxKeys: 4 },
);

function reading<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Reading<T>> {
  const failed = FAILURE.map((failure): Reading<T> => ({ ok: false, failure }));
  return fc.oneof({ weight: 3, arbitrary: value.map(read) }, { weight: 1, arbitrary: failed });
}

const LIST: fc.Arbitrary<Lists> = fc
  .record({
    kind: KIND,
    namespace: fc.option(NAME),
    labelSelector: fc.option(fc.string()),
    names: fc.uniqueArray(NAME),
    spec: DATA,
  })
  .chain(({ kind, namespace, labelSelector, names, spec }) => {
    const objects = names.toSorted().map((name) => ({
      apiVersion: joinApiVersion(kind.group, kind.version),
      kind: kind.kind,
      metadata: {
        name,
        ...(namespace !== null && { namespace }),
        managedFields: [{ manager: "helm", fieldsV1: { "f:spec": {} } }],
      },
      spec,
    }));
    const target = { kind, namespace, ...(labelSelector !== null && { labelSelector }) };
    return reading(fc.constant(objects)).map((result) => ({ target, reading: result }));
  });

function keyOf({ target }: Lists): string {
  const { kind, namespace, labelSelector } = target;
  return JSON.stringify([kind.group, kind.version, kind.kind, namespace, labelSelector ?? null]);
}

const CONTENT: fc.Arbitrary<Content> = fc.uniqueArray(LIST, { selector: keyOf, maxLength: 5 }).chain((lists) =>
  fc.record({
    discovery: reading(
      fc.record({
        kinds: fc.array(KIND),
        failures: fc.array(fc.tuple(GROUP, fc.string())).map((pairs) => new Map(pairs)),
      }),
    ),
    lists: fc.constant(lists),
    schemas: fc.uniqueArray(
      fc.record({
        group: GROUP,
        version: fc.constantFrom("v1", "v2"),
        reading: reading(fc.constant(schemasFor(lists))),
      }),
      { selector: ({ group, version }) => `${group}/${version}`, maxLength: 3 },
    ),
  }),
);

/** A document that holds just the kinds that are listed. */
function schemasFor(lists: readonly Lists[]): OpenApiDocument {
  const entries = lists.map(({ target: { kind } }, index) => {
    const names = [{ group: kind.group, version: kind.version, kind: kind.kind }];
    return [`schema${index}`, { type: "object", "x-kubernetes-group-version-kind": names }];
  });
  return { components: { schemas: Object.fromEntries(entries) } };
}

describe("observe/recording", () => {
  let parent: string;
  let dir: string;

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), "holdfast-recording-"));
    dir = join(parent, "recording");
  });

  afterEach(async () => {
    await rm(parent, { recursive: true });
  });

  function options(changes: Partial<RecordOptions> = {}): RecordOptions {
    return { dir, info: INFO, mask: (object) => object, scrubber: createScrubber(), ...changes };
  }

  async function record(content: Content, changes: Partial<RecordOptions> = {}): Promise<unknown[]> {
    const recorder = recordReads(clusterWith(content), options(changes));
    const results = await readEverything(recorder.reader, content);
    await recorder.finish();
    return results;
  }

  async function texts(): Promise<string> {
    const entries = await readdir(dir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return (await Promise.all(files.map(async (file) => file + (await readFile(file, "utf8"))))).join("\n");
  }

  it("replays to exactly what was read, failures included", async () => {
    await fc.assert(
      fc.asyncProperty(CONTENT, async (content) => {
        const live = await record(content);
        const replayed = await readEverything(await openRecording(dir), content);
        expect(replayed).toEqual(live);
      }),
      { numRuns: 50 },
    );
  });

  it("records what it replays to the same files", async () => {
    const content = sample();
    await record(content);
    const first = await texts();
    const recorder = recordReads(await openRecording(dir), options());
    await readEverything(recorder.reader, content);
    await recorder.finish();
    expect(await texts()).toBe(first);
  });

  it("says when and of what it is, and counts no requests", async () => {
    await record(sample());
    const recording = await openRecording(dir);
    expect(recording).toMatchObject({
      recordedAt: INFO.recordedAt,
      recordedRevision: "abc",
      description: "recording of 2026-11-24",
    });
    expect(recording.info).toEqual({ schemaVersion: 1, ...INFO });
    expect(recording.requests()).toEqual({ lists: 0, others: 0 });
  });

  it("never takes what was not recorded for empty", async () => {
    await record({ ...sample(), lists: [], schemas: [] });
    const recording = await openRecording(dir);
    expect(await recording.list({ kind: SECRETS, namespace: "a" })).toEqual(
      unread("not-recorded", "Secret in namespace a", "the recording of 2026-11-24 does not hold it"),
    );
    expect(await recording.schemas("apps", "v1")).toMatchObject({ ok: false, failure: { reason: "not-recorded" } });
    await rm(join(dir, "discovery.json"));
    expect(await (await openRecording(dir)).discover()).toMatchObject({
      ok: false,
      failure: { reason: "not-recorded" },
    });
  });

  it("leaves out what is not worth keeping", async () => {
    const content = sample();
    await record(content, { keep: ({ metadata }) => metadata.name !== "password-of-a" });
    expect(await (await openRecording(dir)).list(target(content))).toEqual(read([]));
  });

  it("keeps hostile names inside its folder", async () => {
    const target = { kind: { ...SECRETS, group: "..", version: "..", kind: ".." }, namespace: "../outside" };
    await record({ ...sample(), lists: [{ target, reading: read([]) }] });
    expect(await readdir(parent)).toEqual(["recording"]);
    expect(await (await openRecording(dir)).list(target)).toEqual(read([]));
  });

  describe("secrets", () => {
    const CANARY = "canary-4711-value";

    function knowing(value: string): { mask: (object: KubernetesObject) => KubernetesObject; scrubber: Scrubber } {
      const scrubber = createScrubber();
      scrubber.learn({ apiVersion: "v1", kind: "Secret", stringData: { value } });
      return { mask: (object) => maskObject(object, scrubber), scrubber };
    }

    it("reach no file, wherever they occur", async () => {
      const content = leaky(CANARY);
      await record(content, knowing(CANARY));
      expect(await texts()).not.toContain(CANARY);
    });

    it("reach no file where masking missed them", async () => {
      const content = leaky(CANARY);
      await record(content, { ...knowing(CANARY), mask: (object) => object });
      expect(await texts()).not.toContain(CANARY);
    });

    it("pass unchanged through the recording reader: a check compares the true values", async () => {
      const content = leaky(CANARY);
      expect(await record(content, knowing(CANARY))).toEqual(await readEverything(clusterWith(content), content));
    });

    it("that equal a name do not make the object lose its identity", async () => {
      const content = sample();
      await record(content, knowing("password-of-a"));
      const replayed = await (await openRecording(dir)).list(target(content));
      expect(replayed).toMatchObject({
        value: [{ metadata: { name: "password-of-a", namespace: "a", labels: { l: "***" } } }],
      });
    });
  });

  describe("folder", () => {
    it("is replaced as a whole", async () => {
      await record(sample());
      await record({ ...sample(), lists: [] });
      expect(await readdir(dir)).not.toContain("objects");
      expect(await readdir(parent)).toEqual(["recording"]);
    });

    it("is left alone when it is no recording", async () => {
      await mkdir(dir);
      await writeFile(join(dir, "thesis.tex"), "");
      await expect(record(sample())).rejects.toThrow(/is no recording \(it holds thesis.tex\)/);
      expect(await readdir(dir)).toEqual(["thesis.tex"]);
    });

    it("is left alone when something foreign lies beside the recording", async () => {
      await record(sample());
      await writeFile(join(dir, "notes.md"), "");
      await expect(record(sample())).rejects.toThrow(UserError);
      expect(await readdir(dir)).toContain("notes.md");
    });

    it.each([
      ["is absent", async () => rm(dir, { recursive: true })],
      ["lacks recording.json", async () => rm(join(dir, "recording.json"))],
      [
        "is of another version",
        async () => writeFile(join(dir, "recording.json"), JSON.stringify({ ...INFO, schemaVersion: 2 })),
      ],
      ["holds half a file", async () => writeFile(join(dir, "objects/core/v1/Secret/a.json"), '{"objects":[')],
      ["holds an object without a name", async () => writeFile(join(dir, "objects/core/v1/Secret/a.json"), unnamed())],
      ["holds a discovery of somebody else", async () => writeFile(join(dir, "discovery.json"), "[]")],
      ["holds schemas of somebody else", async () => writeFile(join(dir, "schemas/core/v1.json"), "{}")],
    ])("is a mistake of the user when it %s", async (_, damage) => {
      await record(sample());
      await damage();
      await expect(openRecording(dir)).rejects.toThrow(UserError);
    });
  });
});

const SECRETS: ServedKind = {
  group: "",
  version: "v1",
  kind: "Secret",
  plural: "secrets",
  namespaced: true,
  verbs: ["list"],
};

function sample(): Content {
  const object = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "password-of-a", namespace: "a", labels: { l: "password-of-a" } },
  };
  const lists = [{ target: { kind: SECRETS, namespace: "a" }, reading: read([object]) }];
  return {
    discovery: read({ kinds: [SECRETS], failures: new Map([["metrics.k8s.io", "stale"]]) }),
    lists,
    schemas: [{ group: "", version: "v1", reading: read(schemasFor(lists)) }],
  };
}

function target({ lists }: Content): ListTarget {
  const [first] = lists;
  if (first === undefined) throw new Error("no list");
  return first.target;
}

function unnamed(): string {
  const header = { group: "", version: "v1", kind: "Secret", namespace: "a", labelSelector: null, fieldSelector: null };
  return JSON.stringify({ target: header, objects: [{ apiVersion: "v1", kind: "Secret", metadata: {} }] });
}

/** A canary in every place that a server could put it. */
function leaky(canary: string): Content {
  const config = { ...SECRETS, kind: "ConfigMap", plural: "configmaps" };
  const meta = {
    annotations: { "kubectl.kubernetes.io/last-applied-configuration": `{"data":"${canary}"}`, [canary]: "x" },
    managedFields: [{ manager: canary, fieldsV1: { [`v:"${canary}"`]: {} } }],
  };
  const secret = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "s", namespace: "a", ...meta },
    data: { password: canary },
  };
  const map = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "c", namespace: "a" },
    data: { list: [`x ${canary} y`] },
  };
  const schema = {
    allOf: [{ default: { a: [canary] } }],
    "x-kubernetes-group-version-kind": [{ group: "", version: "v1", kind: "Secret" }],
  };
  return {
    discovery: read({ kinds: [SECRETS], failures: new Map([["metrics.k8s.io", `why ${canary}`]]) }),
    lists: [
      { target: { kind: SECRETS, namespace: "a" }, reading: read([secret]) },
      { target: { kind: config, namespace: "a" }, reading: read([map]) },
      { target: { kind: config, namespace: "b" }, reading: unread("server-error", canary, `invalid value ${canary}`) },
    ],
    schemas: [
      { group: "", version: "v1", reading: read({ components: { schemas: { Secret: schema } } }) },
      { group: "apps", version: "v1", reading: unread("server-error", "schemas", canary) },
    ],
  };
}
