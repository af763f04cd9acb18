import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RegistryReader } from "../../../../src/observe/registry/index.ts";
import { read } from "../../../../src/vocabulary/index.ts";
import { type RegistryServer, startApicurio, startRegistry } from "../../registry/index.ts";
import { must, readerOf, subjectOf } from "./reading.ts";

const record = (name: string, fields: readonly object[]) => JSON.stringify({ type: "record", name, fields });
const SOURCE = record("source", [{ name: "id", type: "long" }]);
const SOURCE_2 = record("source", [
  { name: "id", type: "long" },
  { name: "flux", type: "double", default: 0 },
]);
const ALERT = record("alert", [{ name: "source", type: "source" }]);
const REFERENCES = [{ name: "source", subject: "source", version: 2 }];

describe("observe/registry on a registry that honours ids", () => {
  let server: RegistryServer;
  let reader: RegistryReader;

  beforeAll(async () => {
    server = await startRegistry();
  });

  afterAll(() => server.stop());

  beforeEach(() => {
    reader = readerOf(server.url);
  });

  afterEach(() => reader.close());

  it("finds an empty registry empty", async () => {
    expect(must(await reader.state())).toEqual({
      compatibility: read("BACKWARD"),
      mode: read("READWRITE"),
      subjects: read([]),
    });
    expect(reader.requests()).toBe(4);
  });

  it("reads subjects, versions, ids, schemas, references, levels and modes", async () => {
    await server.importSchema("source", { id: 703, version: 1, schema: SOURCE });
    await server.importSchema("source", { id: 704, version: 2, schema: SOURCE_2 });
    await server.register("alert", { schema: ALERT, references: REFERENCES });
    await server.setCompatibility("alert", "full");
    await server.setMode("source", "READONLY");
    const state = must(await reader.state());
    const none = read(null);
    expect(subjectOf(state, "source")).toEqual({
      name: "source",
      deleted: false,
      compatibility: none,
      mode: read("READONLY"),
      versions: read([
        { version: 1, id: 703, schemaType: "AVRO", schema: SOURCE, references: [] },
        { version: 2, id: 704, schemaType: "AVRO", schema: SOURCE_2, references: [] },
      ]),
    });
    expect(subjectOf(state, "alert")).toMatchObject({
      compatibility: read("FULL"),
      mode: none,
      versions: { value: [{ version: 1, schema: ALERT, references: REFERENCES }] },
    });
    // Two lists of names, one of schemas, the registry's level and mode; then a level and a mode for each subject.
    expect(reader.requests()).toBe(9);
    await server.setMode("source", null);
  });

  it("tells a level of one's own from an inherited one that is equal", async () => {
    await server.register("own", { schema: SOURCE });
    await server.setCompatibility("own", "BACKWARD");
    expect(subjectOf(must(await reader.state()), "own")?.compatibility).toEqual(read("BACKWARD"));
  });

  it("tells it of a single subject too, by asking about a name that nobody uses", async () => {
    await using single = await startRegistry();
    await single.register("own", { schema: SOURCE });
    await single.setCompatibility("own", "BACKWARD");
    const alone = readerOf(single.url);
    expect(subjectOf(must(await alone.state()), "own")?.compatibility).toEqual(read("BACKWARD"));
    await alone.close();
  });

  it("knows softly deleted subjects, and ids that still resolve", async () => {
    const id = await server.register("gone", { schema: '"string"' });
    await server.deleteSubject("gone");
    expect(subjectOf(must(await reader.state()), "gone")).toMatchObject({ deleted: true, versions: read([]) });
    expect(await reader.schemas([id, 704, 4_000])).toEqual([
      { id, reading: read({ id, subjects: [{ subject: "gone", version: 1 }] }) },
      { id: 704, reading: read({ id: 704, subjects: [{ subject: "source", version: 2 }] }) },
      { id: 4_000, reading: read(null) },
    ]);
    await server.request("DELETE", "/subjects/gone?permanent=true");
    expect(subjectOf(must(await reader.state()), "gone")).toBeUndefined();
  });

  it("leaves a deleted version out", async () => {
    await server.register("cut", { schema: SOURCE });
    await server.register("cut", { schema: SOURCE_2 });
    await server.request("DELETE", "/subjects/cut/versions/1");
    const cut = subjectOf(must(await reader.state()), "cut");
    expect(must(cut?.versions ?? read([])).map(({ version }) => version)).toEqual([2]);
  });

  it("reads more schemas than a page holds", async () => {
    const names = Array.from({ length: 120 }, (_, number) => `many-${String(number).padStart(3, "0")}`);
    for (const name of names) await server.register(name, { schema: record(name.replace("-", "_"), []) });
    const subjects = must(must(await reader.state()).subjects);
    const many = subjects.filter(({ name }) => name.startsWith("many-"));
    expect(many.map(({ name }) => name)).toEqual(names);
    expect(many.every(({ versions }) => must(versions).length === 1)).toBe(true);
  });
});

describe("observe/registry on a registry that deviates", () => {
  let server: RegistryServer;
  let reader: RegistryReader;

  beforeAll(async () => {
    server = await startApicurio();
    reader = readerOf(server.url);
    await server.register("source", { schema: SOURCE });
    await server.register("source", { schema: SOURCE_2 });
    await server.register("alert", { schema: ALERT, references: REFERENCES });
    await server.register("gone", { schema: '"string"' });
    await server.setCompatibility("source", "FULL");
    await server.deleteSubject("gone");
  }, 240_000);

  afterAll(async () => {
    await reader.close();
    await server.stop();
  });

  it("takes a level that the server only passes on for inherited", async () => {
    const state = must(await reader.state());
    expect(state).toMatchObject({ compatibility: read("NONE"), mode: read("READWRITE") });
    expect(subjectOf(state, "source")).toMatchObject({ compatibility: read("FULL"), mode: read(null) });
    expect(subjectOf(state, "alert")).toMatchObject({ compatibility: read(null), mode: read(null) });
  });

  it("asks for each version, since the list of schemas does not say whose they are", async () => {
    const state = must(await reader.state());
    const source = must(subjectOf(state, "source")?.versions ?? read([]));
    expect(source.map(({ version, schemaType, schema }) => [version, schemaType, schema])).toEqual([
      [1, "AVRO", SOURCE],
      [2, "AVRO", SOURCE_2],
    ]);
    expect(subjectOf(state, "alert")?.versions).toMatchObject({ value: [{ version: 1, references: REFERENCES }] });
    expect(subjectOf(state, "gone")).toMatchObject({ deleted: true, versions: read([]) });
  });

  it("knows ids by where they are used, and unknown ones", async () => {
    const [version] = must(subjectOf(must(await reader.state()), "source")?.versions ?? read([]));
    const id = version?.id ?? 0;
    expect(await reader.schemas([id, 4_000])).toEqual([
      { id, reading: read({ id, subjects: [{ subject: "source", version: 1 }] }) },
      { id: 4_000, reading: read(null) },
    ]);
  });
});
