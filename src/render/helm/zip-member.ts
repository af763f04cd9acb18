import { type FileHandle, open } from "node:fs/promises";
import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
/** The end record is 22 bytes and may be followed by a comment of up to 65,535. */
const LONGEST_TAIL = 22 + 65_535;

/**
 * The bytes of one file of a zip archive (stored or deflated, no ZIP64). The format is PKWARE's APPNOTE.TXT.
 * @throws Error when the archive has no such file or uses another method.
 */
export async function readZipMember(archive: string, name: string): Promise<Buffer> {
  const file = await open(archive, "r");
  try {
    const entry = findEntry(await readDirectory(file), name);
    if (entry === null) throw new Error(`${archive} has no ${name}`);
    const header = await readAt(file, entry.offset, 30);
    const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    const bytes = await readAt(file, start, entry.compressed);
    if (entry.method === 0) return bytes;
    if (entry.method !== 8)
      throw new Error(`${archive} holds ${name} in an unknown compression method ${entry.method}`);
    return await promisify(inflateRaw)(bytes);
  } finally {
    await file.close();
  }
}

interface ZipEntry {
  readonly method: number;
  readonly compressed: number;
  readonly offset: number;
}

async function readDirectory(file: FileHandle): Promise<Buffer> {
  const { size } = await file.stat();
  const tailStart = Math.max(0, size - LONGEST_TAIL);
  const tail = await readAt(file, tailStart, size - tailStart);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) === END_OF_DIRECTORY) {
      return readAt(file, tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12));
    }
  }
  throw new Error("this is not a zip archive");
}

function findEntry(directory: Buffer, name: string): ZipEntry | null {
  let at = 0;
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
    if (directory.toString("utf8", at + 46, nameEnd) === name) {
      return {
        method: directory.readUInt16LE(at + 10),
        compressed: directory.readUInt32LE(at + 20),
        offset: directory.readUInt32LE(at + 42),
      };
    }
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return null;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead < length) throw new Error("the archive ends too early");
  return buffer;
}
