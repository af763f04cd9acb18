import { keyLines, mistakeIn, withLines } from "./lines.ts";
import type { Maker } from "./mistake.ts";

/** Fewer partitions than the last commit has. */
export const lowerPartitions: Maker = (target) =>
  keyLines(target.text).flatMap(({ at, indent, dash, key, value }) => {
    if (!/partitions/i.test(key) || !/^\d+$/.test(value) || Number(value) < 2) return [];
    const text = withLines(target.text, new Map([[at, [`${indent}${dash}${key}: ${Number(value) - 1}`]]]));
    return mistakeIn(target, { kind: "partitions lowered", line: at, what: `${key} was ${value}`, text });
  });

/** A smaller volume than the last commit has. */
export const shrinkStorage: Maker = (target) =>
  keyLines(target.text).flatMap(({ at, indent, dash, key, value }) => {
    const [, quote = "", number, unit] = /^("?)(\d+)([GTM]i)"?$/.exec(value) ?? [];
    if (!/size|storage/i.test(key) || number === undefined || unit === undefined) return [];
    const text = withLines(
      target.text,
      new Map([[at, [`${indent}${dash}${key}: ${quote}${Math.floor(Number(number) / 2)}${unit}${quote}`]]]),
    );
    return mistakeIn(target, { kind: "storage shrunk", line: at, what: `${key} was ${value}`, text });
  });

const ADDRESS = /^"?(?:\d{1,3}(?:\.\d{1,3}){3}|[a-z0-9-]+(?:\.[a-z0-9-]+){2,})"?$/;
const ADDRESS_KEY = /^(?:host|loadBalancerIP|ip|address)$/;

function addresses(text: string) {
  return keyLines(text).filter(({ key, value }) => ADDRESS_KEY.test(key) && ADDRESS.test(value));
}

/** Two neighbours exchanged. */
export const exchangeAddresses: Maker = (target) => {
  const found = addresses(target.text);
  return found.flatMap((one, index) => {
    const other = found[index + 1];
    if (other === undefined || other.key !== one.key || other.value === one.value) return [];
    const changes = new Map([
      [one.at, [`${one.indent}${one.dash}${one.key}: ${other.value}`]],
      [other.at, [`${other.indent}${other.dash}${other.key}: ${one.value}`]],
    ]);
    const text = withLines(target.text, changes);
    return mistakeIn(target, {
      kind: "addresses exchanged",
      line: one.at,
      what: `${one.value} and ${other.value}`,
      text,
    });
  });
};

/** One address in the place of its neighbour too. */
export const repeatAddress: Maker = (target) => {
  const found = addresses(target.text);
  return found.flatMap((one, index) => {
    const other = found[index + 1];
    if (other === undefined || other.key !== one.key || other.value === one.value) return [];
    const text = withLines(
      target.text,
      new Map([[other.at, [`${other.indent}${other.dash}${other.key}: ${one.value}`]]]),
    );
    return mistakeIn(target, { kind: "address twice", line: other.at, what: `${one.value} twice`, text });
  });
};

const TOPIC_KEY = /topic/i;
const TOPIC = /^\[?"?([a-z][\w.-]*-[\w.-]+)"?\]?$/;

/** A topic under another name than where it is declared or used. */
export const renameTopic: Maker = (target) => {
  const lines = target.text.split("\n");
  return lines.flatMap((line, at) => {
    const [, head = "", rest = ""] = /^(\s*(?:- )?[\w.-]+: +|\s*- )(.*)$/.exec(line) ?? [];
    const key = /([\w.-]+): +$/.exec(head)?.[1] ?? parentKey(lines, at);
    const name = TOPIC.exec(rest)?.[1];
    const isName = head.trim() === "- name:" && TOPIC_KEY.test(parentKey(lines, at));
    if (name === undefined || !(TOPIC_KEY.test(key) || isName)) return [];
    const text = withLines(target.text, new Map([[at, [`${head}${rest.replace(name, `${name}-x`)}`]]]));
    return mistakeIn(target, {
      kind: "renamed here, not where it is used",
      line: at,
      what: `${name} became ${name}-x`,
      text,
    });
  });
};

/** The key of the list or map that a line is in. */
function parentKey(lines: readonly string[], at: number): string {
  const depth = lines[at]?.search(/\S/) ?? 0;
  for (let above = at - 1; above >= 0; above--) {
    const line = lines[above] ?? "";
    if (
      line.trim() === "" ||
      line.search(/\S/) > depth ||
      line.trimStart().startsWith("- ") ||
      line.trimStart().startsWith("#")
    )
      continue;
    return /^\s*([\w.-]+):/.exec(line)?.[1] ?? "";
  }
  return "";
}
