import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Application } from "../environments/application.ts";
import type { BlamedLine } from "../git/port.ts";
import type { LeafTrace, Link, Trace, TraceWish } from "../render/probing/index.ts";
import type { ApplicationValues, ValuesLeaf } from "../render/values/index.ts";
import {
  type KubernetesResource,
  type Path,
  type Reading,
  read,
  type Transformation,
  unread,
} from "../vocabulary/index.ts";
import { createProvenanceFinder, type ProvenanceFinder, type SourcedApplication } from "./index.ts";

const FILE = "environments/idfint/broker.yaml";
const TEXT = [
  "topics:",
  "  alerts:",
  "    partitions: 45",
  "    config:",
  "      retention.ms: 1",
  "labels: {}",
  "",
].join("\n");

const TOPIC: KubernetesResource = {
  type: "kubernetes",
  group: "kafka.strimzi.io",
  version: "v1",
  kind: "KafkaTopic",
  namespace: null,
  name: "alerts",
};
const USER: KubernetesResource = { ...TOPIC, kind: "KafkaUser" };
const PARTITIONS: Path = ["topics", "alerts", "partitions"];

const APPLICATION: Application = {
  name: "broker",
  release: "broker",
  namespace: "kafka",
  chart: "charts/broker",
  valueFiles: [FILE],
  ignoreMissingValueFiles: false,
  valuesObject: null,
  parameters: [],
  targetRevision: null,
  ignoreDifferences: [],
  declaredIn: null,
  argoCd: false,
};

function leaf(path: Path, line: number, more: Partial<ValuesLeaf> = {}): ValuesLeaf {
  const place = { file: FILE, line, column: 17, keyLine: line, keyColumn: 5, through: null };
  return { path, value: 1, source: "values-file", place, overridden: [], ...more };
}

const VALUES: ApplicationValues = {
  merged: {},
  conditions: [],
  leaves: [
    leaf(PARTITIONS, 3),
    leaf(["topics", "alerts", "config", "retention.ms"], 5),
    leaf(["labels"], 6),
    leaf(["hidden"], 9, { source: "dependency-defaults", place: null }),
  ],
  sources: [
    {
      kind: "values-file",
      file: FILE,
      prefix: [],
      duplicateKeys: [],
      directives: [],
      malformedDirectives: [],
      leaves: [],
    },
  ],
};

function link(path: Path, transformation: Transformation = "same", more: Partial<Link> = {}): Link {
  return { resource: TOPIC, path, transformation, present: true, ...more };
}

function moves(leafPath: Path, ...links: Link[]): LeafTrace {
  return { leaf: leafPath, of: "value", links, outcome: "moves", switchedBy: null, mentioned: true };
}

function traceOf(...leaves: LeafTrace[]): Trace {
  return { leaves, cost: { leaves: leaves.length, renders: 3, seconds: 0, cached: false } };
}

let root: string;
let source: SourcedApplication;
let wishes: TraceWish[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "holdfast-provenance-"));
  source = { application: APPLICATION, tree: { root, revision: "abc" } };
  wishes = [];
});

afterEach(() => rm(root, { recursive: true, force: true }));

interface World {
  readonly values?: Reading<ApplicationValues>;
  readonly trace?: Reading<Trace>;
  readonly blame?: (file: string, revision: string | null) => Promise<readonly BlamedLine[]>;
}

function finderOf({ values = read(VALUES), trace = read(traceOf()), blame = async () => [] }: World): ProvenanceFinder {
  return createProvenanceFinder({
    repository: { blame },
    renderer: {
      values: async () => values,
      trace: async (_application, _tree, wish) => {
        wishes.push(wish);
        return trace;
      },
    },
  });
}

async function keysOf(trace: Trace, path: Path): Promise<(string | null)[]> {
  const causes = await finderOf({ trace: read(trace) }).causesOf(source, { resource: TOPIC, path });
  return causes.map(({ key }) => key);
}

const ADA = { commit: "c0ffee", author: "Ada", time: "2026-01-01T12:00:00Z" };

describe("provenance", () => {
  it("names file, line, key, commit, author and time of what causes a field", async () => {
    const trace = traceOf(moves(PARTITIONS, link(["spec", "partitions"])));
    const asked: unknown[] = [];
    const blame = async (...args: unknown[]): Promise<BlamedLine[]> => {
      asked.push(args);
      return [{ ...ADA, author: "Bo" }, { ...ADA, author: "Cy" }, ADA];
    };
    const finder = finderOf({ trace: read(trace), blame });
    const field = { resource: TOPIC, path: ["spec", "partitions"] };
    const provenance = { file: FILE, line: 3, column: 17, key: "topics.alerts.partitions", transformation: "same" };
    expect(await finder.causesOf(source, field)).toEqual([{ ...provenance, ...ADA }]);
    expect(asked).toEqual([[FILE, "abc"]]);
    expect(wishes).toEqual([{ of: "fields", fields: [field] }]);
  });

  it.each<[Transformation, Transformation]>([
    ["same", "quoted"],
    ["quoted", "list-item"],
    ["list-item", "joined"],
    ["joined", "formatted"],
    ["formatted", "split"],
    ["split", "key"],
    ["key", "condition"],
    ["condition", "checksum"],
  ])("holds %s nearer than %s", async (near, far) => {
    const path = ["spec", "x"];
    const trace = traceOf(moves(["labels"], link(path, far)), moves(PARTITIONS, link(path, near)));
    expect(await keysOf(trace, path)).toEqual(["topics.alerts.partitions", "labels"]);
  });

  it("prefers the leaf that is called as the field, among equals", async () => {
    const path = ["spec", "config", "retention.ms"];
    const retention = ["topics", "alerts", "config", "retention.ms"];
    const trace = traceOf(moves(PARTITIONS, link(path)), moves(["labels"], link(path)), moves(retention, link(path)));
    expect((await keysOf(trace, path))[0]).toBe('topics.alerts.config["retention.ms"]');
  });

  it("counts what causes a map around the field, but not what the object hangs on", async () => {
    const trace = traceOf(
      moves(PARTITIONS, link([], "condition")),
      moves(["labels"], link(["metadata", "labels"], "condition")),
    );
    expect(await keysOf(trace, ["metadata", "labels", "team"])).toEqual(["labels"]);
    expect(await keysOf(trace, ["metadata", "labelsOfOthers"])).toEqual([]);
    expect(await keysOf(trace, [])).toEqual(["topics.alerts.partitions"]);
  });

  it("holds what names an object for nearer than what it hangs on", async () => {
    const trace = traceOf(moves(["labels"], link([], "condition")), moves(PARTITIONS, link(["metadata", "name"])));
    expect(await keysOf(trace, [])).toEqual(["topics.alerts.partitions", "labels"]);
    expect(await keysOf(trace, ["metadata"])).toEqual([]);
  });

  it("lets only some leaves be probed", async () => {
    const trace = traceOf(moves(PARTITIONS, link(["spec"])));
    await finderOf({ trace: read(trace) }).causesOfAll(source, [{ resource: TOPIC, path: ["spec"] }], [PARTITIONS]);
    expect(wishes).toEqual([{ of: "leaves", paths: [PARTITIONS] }]);
  });

  it("takes what moves the field itself before what moves a map around it", async () => {
    const path = ["metadata", "labels", "team"];
    const trace = traceOf(
      moves(["labels"], link(["metadata", "labels"])),
      moves(PARTITIONS, link(path, "formatted"), link(["metadata"], "same")),
    );
    expect(await keysOf(trace, path)).toEqual(["topics.alerts.partitions", "labels"]);
  });

  it("does not take another object's field, a field below, or one that is not there", async () => {
    const trace = traceOf(
      moves(PARTITIONS, link(["spec"], "same", { resource: USER })),
      moves(["labels"], link(["spec", "below"]), link(["spec"], "condition", { present: false })),
    );
    expect(await keysOf(trace, ["spec"])).toEqual([]);
  });

  it("finds the object in whatever version it is rendered", async () => {
    const trace = traceOf(moves(PARTITIONS, link(["spec"], "same", { resource: { ...TOPIC, version: "v1beta2" } })));
    expect(await keysOf(trace, ["spec"])).toEqual(["topics.alerts.partitions"]);
  });

  it("leaves out a leaf that stands in no file of the repository", async () => {
    expect(await keysOf(traceOf(moves(["hidden"], link(["spec"]))), ["spec"])).toEqual([]);
  });

  it("names the line of a map's key", async () => {
    await mkdir(dirname(join(root, FILE)), { recursive: true });
    await writeFile(join(root, FILE), TEXT);
    const finder = finderOf({});
    expect(await finder.lineOf(source, ["topics", "alerts"])).toMatchObject({
      line: 2,
      column: 3,
      key: "topics.alerts",
    });
    expect(await finder.lineOf(source, ["topics", "alerts", "config"])).toMatchObject({ line: 4, column: 5 });
    expect(await finder.lineOf(source, PARTITIONS)).toMatchObject({ line: 3, column: 17, transformation: null });
    expect(await finder.lineOf(source, ["topics", "none"])).toBeNull();
    expect(await finder.lineOf(source, ["hidden"])).toBeNull();
  });

  it("names the key in the strongest file that has the map", async () => {
    const defaults = { file: "values.yaml", line: 1, column: 9, keyLine: 1, keyColumn: 3, through: null };
    const weaker = leaf(["topics", "alerts", "aaa"], 1, { source: "defaults", place: defaults });
    const finder = finderOf({ values: read({ ...VALUES, leaves: [weaker, ...VALUES.leaves] }) });
    await mkdir(dirname(join(root, FILE)), { recursive: true });
    await writeFile(join(root, FILE), TEXT);
    expect(await finder.lineOf(source, ["topics", "alerts"])).toMatchObject({ file: FILE, line: 2 });
  });

  it("asks for many fields at once, and answers in their order", async () => {
    const trace = traceOf(moves(PARTITIONS, link(["spec", "partitions"])));
    const fields = [
      ["spec", "replicas"],
      ["spec", "partitions"],
    ].map((path) => ({ resource: TOPIC, path }));
    const causes = await finderOf({ trace: read(trace) }).causesOfAll(source, fields);
    expect(causes).toMatchObject({ ok: true, value: { renders: 3, fields: [[], [{ leaf: PARTITIONS }]] } });
    expect(wishes).toHaveLength(1);
  });

  it("does not trace what was traced", async () => {
    const trace = traceOf(moves(PARTITIONS, link(["spec"])));
    const causes = await finderOf({}).causesOfAll({ ...source, trace }, [{ resource: TOPIC, path: ["spec"] }]);
    expect(causes).toMatchObject({ value: { renders: 0, fields: [[{ leaf: PARTITIONS }]] } });
    expect(wishes).toEqual([]);
  });

  it("says why an application could not be traced", async () => {
    const failed = unread<Trace>("render-failed", "broker", "helm says no");
    const finder = finderOf({ trace: failed });
    expect(await finder.causesOfAll(source, [{ resource: TOPIC, path: [] }])).toEqual(failed);
    expect(await finder.causesOf(source, { resource: TOPIC, path: [] })).toEqual([]);
  });

  it("keeps the line when git cannot say who wrote it, and says so", async () => {
    const blame = () => Promise.reject(new Error("fatal: could not open object name list: revs\nmore"));
    const finder = finderOf({ trace: read(traceOf(moves(PARTITIONS, link(["spec"])))), blame });
    const [cause] = await finder.causesOf(source, { resource: TOPIC, path: ["spec"] });
    expect(cause).toMatchObject({ line: 3, commit: null, author: null, time: null });
    expect(finder.notes()).toEqual([`git could not say who wrote ${FILE}: could not open object name list: revs`]);
  });

  it("blames the file that a link leads to", async () => {
    await writeFile(join(root, "shared.yaml"), "a: 1\n");
    await symlink("shared.yaml", join(root, "values.yaml"));
    const files: string[] = [];
    const blame = async (file: string): Promise<BlamedLine[]> => {
      files.push(file);
      return [ADA];
    };
    const place = { file: "values.yaml", line: 1, column: 1, keyLine: 1, keyColumn: 1, through: null };
    expect(await finderOf({ blame }).at(source, place, null)).toMatchObject({ ...ADA, file: "values.yaml", key: null });
    expect(files).toEqual(["shared.yaml"]);
  });

  it("knows nobody of a line that git does not have", async () => {
    const place = { file: FILE, line: 7, column: 1, keyLine: 7, keyColumn: 1, through: null };
    const provenance = await finderOf({ blame: async () => [ADA] }).at(source, place, ["a", { index: 0, key: null }]);
    expect(provenance).toMatchObject({ key: "a[0]", commit: null });
  });
});
