import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { ChartFile } from "../../files.ts";

/** A file of a chart. */
export interface ChartText {
  /** Relative to the chart, with `/` between the parts; what an archive in `charts/` holds stands below `charts/`. */
  readonly path: string;
  readonly text: string;
}

const BLOCK = 512;

interface Entry {
  readonly path: string;
  readonly bytes: Buffer;
}

/** The texts of a chart's files, those in archives of dependencies among them. Each file is read once. */
export async function readChartTexts(files: readonly ChartFile[]): Promise<ChartText[]> {
  const texts: ChartText[] = [];
  for (const { path, absolute } of files) texts.push(...(await textsOf({ path, bytes: await readFile(absolute) })));
  return texts;
}

/** An archive that is none stays one text: Helm itself refuses it. */
async function textsOf({ path, bytes }: Entry): Promise<ChartText[]> {
  if (!path.endsWith(".tgz")) return [{ path, text: bytes.toString("utf8") }];
  const tar = await promisify(gunzip)(bytes).catch(() => null);
  if (tar === null) return [{ path, text: bytes.toString("latin1") }];
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const inner = entriesOf(tar).map((entry) => textsOf({ path: folder + entry.path, bytes: entry.bytes }));
  return (await Promise.all(inner)).flat();
}

/** Regular files of a tar archive (POSIX ustar), with the long names of its pax and GNU extensions. */
function entriesOf(tar: Buffer): Entry[] {
  const entries: Entry[] = [];
  let longName: string | null = null;
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const header = tar.subarray(at, at + BLOCK);
    const size = Number.parseInt(field(header, 124, 12), 8) || 0;
    const bytes = tar.subarray(at + BLOCK, at + BLOCK + size);
    const type = field(header, 156, 1);
    if (type === "" || type === "0") entries.push({ path: longName ?? nameOf(header), bytes });
    longName = longNameOf(type, bytes.toString("utf8"), longName);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return entries;
}

/** The name that the next entry goes by. */
function longNameOf(type: string, text: string, before: string | null): string | null {
  if (type === "L") return text.replace(/\0+$/, "");
  if (type === "x") return /\d+ path=(.*)\n/.exec(text)?.[1] ?? before;
  return null;
}

function nameOf(header: Buffer): string {
  const prefix = field(header, 257, 5) === "ustar" ? field(header, 345, 155) : "";
  return prefix === "" ? field(header, 0, 100) : `${prefix}/${field(header, 0, 100)}`;
}

function field(header: Buffer, start: number, length: number): string {
  return header.toString("utf8", start, start + length).replace(/\0[\s\S]*$/, "");
}
