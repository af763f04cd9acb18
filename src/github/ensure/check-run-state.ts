import { createHash } from "node:crypto";
import { GitHubTextError } from "../failure.ts";
import type { Annotation, CheckRun } from "../port.ts";

/** What a summary or a text of a check run may be, in characters. */
const LONGEST = 65_535;

/** What a check run says, as hashes: what can be changed in place, and what GitHub lets nobody take back. */
export interface Fingerprint {
  readonly annotations: string;
  readonly rest: string;
}

const EXTERNAL_ID = /^(.+)#([0-9a-f]{16})-([0-9a-f]{16})$/;

/** @throws GitHubTextError when a text is longer than GitHub takes. */
export function fingerprintOf({ conclusion, title, summary, text, annotations }: CheckRun): Fingerprint {
  for (const said of [summary, text ?? ""]) {
    if (said.length > LONGEST) {
      throw new GitHubTextError(`a text of ${said.length} characters in a check run; GitHub takes ${LONGEST}`);
    }
  }
  return { annotations: hash(annotations.map(annotationOf)), rest: hash([conclusion, title, summary, text]) };
}

/** The key and what the run says: by it the run is found, and known to be up to date without reading it all. */
export function externalId(key: string, { annotations, rest }: Fingerprint): string {
  return `${key}#${annotations}-${rest}`;
}

/** The opposite; null where it is no id of ours. */
export function parseExternalId(id: string): { readonly key: string; readonly fingerprint: Fingerprint } | null {
  const [, key, annotations, rest] = EXTERNAL_ID.exec(id) ?? [];
  if (key === undefined || annotations === undefined || rest === undefined) return null;
  return { key, fingerprint: { annotations, rest } };
}

/** As GitHub wants it. */
export function annotationOf({ file, line, level, title, message }: Annotation): {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: Annotation["level"];
  readonly title: string;
  readonly message: string;
} {
  return { path: file, start_line: line, end_line: line, annotation_level: level, title, message };
}

function hash(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}
