/** One object as `git cat-file --batch` prints it. */
export interface Blob {
  readonly id: string;
  readonly content: Buffer;
}

/**
 * Cuts the output of `git cat-file --batch` into objects: a line `<id> <type> <size>`, the content, a line feed.
 * @throws Error when git does not have an object, or the output ends early.
 */
export async function* readBlobs(output: AsyncIterable<Buffer>): AsyncGenerator<Blob, void, undefined> {
  let rest: Buffer[] = [];
  let length = 0;
  let wanted = 0;
  for await (const piece of output) {
    rest.push(piece);
    length += piece.length;
    if (length < wanted) continue;
    let joined = Buffer.concat(rest);
    for (let next = cut(joined); ; next = cut(joined)) {
      if (next.blob === null) {
        wanted = next.wanted;
        break;
      }
      yield next.blob;
      joined = joined.subarray(next.end);
    }
    rest = [joined];
    length = joined.length;
  }
  if (length > 0) throw new Error("the output of git cat-file ended in the middle of an object");
}

type Cut = { readonly blob: null; readonly wanted: number } | { readonly blob: Blob; readonly end: number };

function cut(buffer: Buffer): Cut {
  const line = buffer.indexOf(10);
  if (line < 0) return { blob: null, wanted: buffer.length + 1 };
  const header = buffer.subarray(0, line).toString();
  const match = /^(?<id>[0-9a-f]+) \w+ (?<size>\d+)$/.exec(header);
  if (match?.groups === undefined) throw new Error(`git cat-file says: ${header}`);
  const end = line + 1 + Number(match.groups["size"]) + 1;
  if (buffer.length < end) return { blob: null, wanted: end };
  return { blob: { id: match.groups["id"] ?? "", content: Buffer.from(buffer.subarray(line + 1, end - 1)) }, end };
}
