import { describe, expect, it } from "vitest";
import { readManifests } from "../../../src/render/index.ts";
import { askKubectlForStream } from "./kubectl-oracle.ts";

function pod(name: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, labels: {holdfast: test}}\n`;
}

function item(name: string): string {
  return `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, labels: {holdfast: test}}}`;
}

describe("render/manifests as kubectl splits a stream", () => {
  it.each([
    [
      "separators with comments and spaces",
      `${pod("a")}---  \n${pod("b")}--- # c\n${pod("c")}---\n---\n# nothing\n---\nnull\n---\n${pod("d")}`,
    ],
    ["a separator first and last", `---\n${pod("a")}---\n${pod("b")}---\n`],
    ["Windows line ends", `${pod("a")}---\n${pod("b")}`.replaceAll("\n", "\r\n")],
    ["dashes that are no separator", `${pod("a")}x: |\n  ---\n  b\n# ---\n---\n${pod("b")}`],
    ["document ends", `${pod("a")}...\n---\n${pod("b")}...\n`],
    ["a list", `apiVersion: v1\nkind: List\nitems: [${item("a")}, ${item("b")}]\n---\n${pod("c")}`],
    [
      "a typed list whose items have no header",
      "apiVersion: v1\nkind: PodList\nitems: [{metadata: {name: a, labels: {holdfast: test}}}]\n",
    ],
    ["an empty list", `apiVersion: v1\nkind: List\nitems: []\n---\n${pod("a")}`],
  ])("%s", async (_, stream) => {
    expect(readManifests(stream).objects.map(({ object }) => object)).toEqual(await askKubectlForStream(stream));
  });
});
