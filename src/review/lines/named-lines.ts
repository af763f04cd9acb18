import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FileDiff } from "../../git/port.ts";
import type { ApplicationSides } from "../sides.ts";
import { firstLines, type LinePlace, lineOf, type Side } from "./changed-lines.ts";

/**
 * The changed line that adds an application to an environment, or takes it away: the first one that names it, where it is
 * declared before anywhere else; where none does, the first one of its own files. Null where none of them changed.
 */
export async function namingLine(sides: ApplicationSides, files: readonly FileDiff[]): Promise<LinePlace | null> {
  const { name, before, after } = sides;
  const source = after ?? before;
  if (source === null) return null;
  const { chart, valueFiles, declaredIn } = source.application;
  const isOwn = (file: string): boolean => file.startsWith(`${chart}/`) || valueFiles.includes(file);
  const rank = ({ file }: FileDiff): number => (file === declaredIn ? 0 : isOwn(file) ? 2 : 1);
  const side: Side = after === null ? "base" : "head";
  const ordered = files.filter(({ file }) => YAML.test(file)).toSorted((a, b) => rank(a) - rank(b));
  for (const file of ordered) {
    const line = await firstNaming(file, { name, side, root: source.tree.root });
    if (line !== null) return lineOf(file, side, line);
  }
  return ordered.filter(({ file }) => isOwn(file)).flatMap(firstLines)[0] ?? null;
}

const YAML = /\.(ya?ml|tpl|json)$/;

interface Wanted {
  readonly name: string;
  readonly side: Side;
  readonly root: string;
}

async function firstNaming(file: FileDiff, { name, side, root }: Wanted): Promise<number | null> {
  const other: Side = side === "base" ? "head" : "base";
  const changed = file.hunks.flatMap(({ lines }) =>
    lines.flatMap((line) => (line[other] === null ? (line[side] ?? []) : [])),
  );
  if (changed.length === 0) return null;
  const { path } = lineOf(file, side, 1);
  // A link that leads out of the tree, or a submodule, is no file there.
  const text = await readFile(join(root, path), "utf8").catch(() => "");
  const lines = text.split("\n");
  return changed.find((line) => words(lines[line - 1] ?? "").includes(name)) ?? null;
}

function words(line: string): readonly string[] {
  return line.split(/[^\w.-]+/);
}
