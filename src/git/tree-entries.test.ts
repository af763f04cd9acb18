import { describe, expect, it } from "vitest";
import { readBlobs } from "./blobs.ts";
import { parseTreeEntries } from "./tree-entries.ts";

const id = "a".repeat(40);

async function* pieces(text: string, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size));
}

async function contents(output: AsyncIterable<Buffer>): Promise<string[]> {
  const all: string[] = [];
  for await (const { content } of readBlobs(output)) all.push(content.toString());
  return all;
}

describe("git/tree-entries", () => {
  it.each(["../escape", "a/../b", ".git/config", "a/.GIT/hooks", "/absolute", "a//b"])(
    "refuses the path %s",
    (path) => {
      expect(() => parseTreeEntries(`100644 blob ${id}\t${path}\0`)).toThrow(/no tree may hold/);
    },
  );

  it("refuses a mode it does not know", () => {
    expect(() => parseTreeEntries(`040000 tree ${id}\ta\0`)).toThrow(/unknown mode/);
  });

  it("keeps submodules apart", () => {
    expect(parseTreeEntries(`160000 commit ${id}\tsub\0`)).toEqual([{ kind: "submodule", blob: id, path: "sub" }]);
  });
});

describe("git/blobs", () => {
  const output = `${id} blob 3\na\nb\n${id} blob 0\n\n${id} blob 5\n12345\n`;

  it.each([1, 2, 7, 44, 1000])("cuts objects out of pieces of %i bytes", async (size) => {
    expect(await contents(pieces(output, size))).toEqual(["a\nb", "", "12345"]);
  });

  it.each([
    [output.slice(0, -2), /middle of an object/],
    [`${id} missing\n`, /says: a+ missing/],
  ])("fails on %j", async (text, message) => {
    await expect(contents(pieces(text, 9))).rejects.toThrow(message);
  });
});
