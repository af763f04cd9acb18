import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { readValuesText } from "../../../src/render/values/file.ts";
import type { ValuesSource } from "../../../src/render/values/index.ts";
import { readYaml } from "../../../src/render/yaml/index.ts";
import { toPointer } from "../../../src/vocabulary/index.ts";

const archive = join(import.meta.dirname, "../../../../shared/phalanx.tar.gz");
const present = existsSync(archive);
const NUMBER_OR_WORD = /^[-+.\w]+$/;

/** Where another parser sees scalars: `line:column` of each by its path, aliases and merge keys left out. */
function placesByAnotherParser(text: string): ReadonlyMap<string, string> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, version: "1.1" });
  const places = new Map<string, string>();
  const visit = (node: unknown, path: string): void => {
    if (isMap(node)) for (const { key, value } of node.items) visit(value, `${path}/${escaped(String(key))}`);
    else if (isSeq(node)) for (const [index, item] of node.items.entries()) visit(item, `${path}/${index}`);
    else if (isScalar(node) && node.source !== undefined && node.source !== "") places.set(path, at(node, lines));
  };
  visit(document.contents, "");
  return places;
}

function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

function at(node: Node, lines: LineCounter): string {
  const { line, col } = lines.linePos(node.range?.[0] ?? 0);
  return `${line}:${col}`;
}

/** The leaves whose place disagrees with the text. */
function misplaced(leaves: ValuesSource["leaves"], text: string): readonly string[] {
  const lines = text.split("\n");
  const others = placesByAnotherParser(text);
  return leaves.flatMap(({ path, value, place }) => {
    if (place === null) return [`${toPointer(path)} has no place`];
    const rest = (lines[place.line - 1] ?? "").slice(place.column - 1);
    const word = /^[^\s,\]}#]+/.exec(rest)?.[0] ?? "";
    const isPlain = NUMBER_OR_WORD.test(word) && word === rest.replace(/\s+#.*/, "").trimEnd();
    if (isPlain && readYaml(word).value !== value) return [`${toPointer(path)} is not ${word}`];
    const other = others.get(toPointer(path));
    const isThere = place.through !== null || other === undefined || other === `${place.line}:${place.column}`;
    return isThere ? [] : [`${toPointer(path)} stands at ${other}, not at ${place.line}:${place.column}`];
  });
}

describe("render/values on Phalanx", () => {
  it.each([present ? "has the Phalanx archive" : "did not run: the Phalanx archive is not here"])("%s", () => {
    expect(existsSync(archive)).toBe(present);
  });
});

describe.runIf(present)("render/values on Phalanx", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "holdfast-phalanx-values-"));
    await promisify(execFile)("tar", ["-xzf", archive, "-C", folder]);
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("places every leaf of every values file where its text stands", { timeout: 120_000 }, async () => {
    const files = await readdir(folder, { recursive: true });
    const values = files.filter((file) => /(^|\/)values[^/]*\.yaml$/.test(file));
    let leaves = 0;
    const faults: string[] = [];
    for (const file of values) {
      const text = await readFile(join(folder, file), "utf8");
      const read = readValuesText(text, file, true);
      leaves += read.leaves.length;
      faults.push(...misplaced(read.leaves, text).map((fault) => `${file}: ${fault}`));
    }
    expect(faults).toEqual([]);
    expect(values.length).toBeGreaterThan(600);
    expect(leaves).toBeGreaterThan(20_000);
  });
});
