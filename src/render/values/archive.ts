import { promisify } from "node:util";
import { gunzip } from "node:zlib";

/** More than Helm lets a chart have. */
const LARGEST = 100 * 1024 * 1024;
const BLOCK = 512;
const REGULAR = new Set(["0", "\0", ""]);

/**
 * The regular files of a packaged chart by their path in the archive, as far as its names are short: a name that needs
 * more than a header holds is passed over.
 * @throws Error for what is no gzip, or too large.
 */
export async function readArchive(packed: Buffer): Promise<ReadonlyMap<string, string>> {
  const tar = await promisify(gunzip)(packed, { maxOutputLength: LARGEST });
  const files = new Map<string, string>();
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const header = tar.subarray(at, at + BLOCK);
    const size = Number.parseInt(field(header, 124, 12), 8) || 0;
    const [prefix, name] = [field(header, 345, 155), field(header, 0, 100)];
    const content = tar.subarray(at + BLOCK, at + BLOCK + size);
    if (REGULAR.has(field(header, 156, 1))) {
      files.set(prefix === "" ? name : `${prefix}/${name}`, content.toString("utf8"));
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function field(header: Buffer, start: number, length: number): string {
  const text = header.toString("latin1", start, start + length);
  const end = text.indexOf("\0");
  return end < 0 ? text : text.slice(0, end);
}
