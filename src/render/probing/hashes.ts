import type { ChartText } from "./mentions/index.ts";

const HASH = /(?<![\w.$"'-])(?:sha1sum|sha256sum|sha512sum|md5sum|adler32sum)(?![\w:-])/g;
const ACTION = /\{\{[\s\S]*?\}\}/g;

/**
 * Templates that hash text, changed to show the text itself, in base64 so that it can stand wherever a hash can. So a
 * checksum tells which values are in it. By their path in the chart.
 * @param replaceable paths of files that can be replaced; the others lie in archives.
 * @param changed texts that stand in for files already.
 */
export function withoutHashes(
  texts: readonly ChartText[],
  replaceable: ReadonlySet<string>,
  changed: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const shown = new Map<string, string>();
  for (const { path, text } of texts) {
    if (!path.includes("templates/") || !replaceable.has(path)) continue;
    const now = changed.get(path) ?? text;
    const without = now.replaceAll(ACTION, (action) => action.replaceAll(HASH, "b64enc"));
    if (without !== now) shown.set(path, without);
  }
  return shown;
}
