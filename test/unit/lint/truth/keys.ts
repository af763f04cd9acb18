import { isPlain, keyLines, mistakeIn, withLines } from "./lines.ts";
import type { Maker, Mistake } from "./mistake.ts";

const SHORTEST = 5;
const EMPTY: ReadonlySet<string> = new Set(['""', "''", "null", "~"]);

/** Two letters exchanged in the middle of a key of the chart's own vocabulary. */
export const misspellKey: Maker = (target) =>
  keyLines(target.text).flatMap((line) => {
    const { at, indent, dash, key, value } = line;
    // Keys that are data, such as names of labels, cannot be misspelt to a chart.
    if (key.length < SHORTEST || !isSpoken(key, target.chart)) return [];
    const middle = Math.floor(key.length / 2);
    const wrong = key.slice(0, middle - 1) + key[middle] + key[middle - 1] + key.slice(middle + 1);
    if (wrong === key) return [];
    const text = withLines(
      target.text,
      new Map([[at, [`${indent}${dash}${wrong}:${value === "" ? "" : ` ${value}`}`]]]),
    );
    return mistakeIn(target, { kind: "key misspelt", line: at, what: `${key} became ${wrong}`, text });
  });

/** A key moved out to the level of the map around it. */
export const dedentKey: Maker = (target) =>
  keyLines(target.text).flatMap((line) => {
    const { at, indent, dash, key, value } = line;
    if (indent.length < 2 || dash !== "" || !isPlain(line) || !isSpoken(key, target.chart)) return [];
    const text = withLines(target.text, new Map([[at, [`${indent.slice(2)}${key}: ${value}`]]]));
    return mistakeIn(target, { kind: "wrong indentation", line: at, what: `${key} stands one level up`, text });
  });

/** A key that stands twice, the second time with another value. */
export const doubleKey: Maker = (target) =>
  keyLines(target.text).flatMap((line) => {
    const { at, indent, dash, key } = line;
    if (!isPlain(line)) return [];
    const text = withLines(
      target.text,
      new Map([[at, [target.text.split("\n")[at] ?? "", `${indent}${" ".repeat(dash.length)}${key}: other`]]]),
    );
    return mistakeIn(target, { kind: "key twice", line: at + 1, what: `${key} stands twice`, text });
  });

/** A key whose value was forgotten. */
export const forgetValue: Maker = (target) =>
  keyLines(target.text).flatMap((line) => {
    const { at, indent, dash, key } = line;
    // To a chart an empty text is mostly the same as nothing.
    if (!isPlain(line) || EMPTY.has(line.value)) return [];
    const text = withLines(target.text, new Map([[at, [`${indent}${dash}${key}:`]]]));
    return mistakeIn(target, { kind: "null by typo", line: at, what: `${key} has no value`, text });
  });

/** The chart and every other file got a new name for a key; this file still has the old one. */
export const renameElsewhere: Maker = (target) =>
  keyLines(target.text).flatMap(({ at, key }): Mistake[] => {
    if (key.length < SHORTEST || !isSpoken(key, target.chart)) return [];
    const changed = [...target.chart].flatMap(([path, text]) => {
      const renamed = rename(key, { path, text });
      return renamed === text ? [] : [[path, renamed] as const];
    });
    const { application, environment, file } = target;
    const what = `${key} is called ${key}Renamed by the chart`;
    return [
      {
        kind: "renamed in the chart, not here",
        application,
        environment,
        file,
        line: at + 1,
        what,
        texts: new Map(changed),
      },
    ];
  });

/** Templates read the key after a dot, inside of actions; values files have it before a colon. */
function rename(key: string, { path, text }: { readonly path: string; readonly text: string }): string {
  const to = `${key}Renamed`;
  if (path.includes("/templates/")) {
    const read = new RegExp(`(?<=\\.)${key}(?![\\w-])`, "g");
    return text.replaceAll(/\{\{.*?\}\}/gs, (action) => action.replaceAll(read, to));
  }
  return text.replaceAll(new RegExp(`^(\\s*(?:- )?)${key}(?=:(?:\\s|$))`, "gm"), `$1${to}`);
}

function isSpoken(key: string, chart: ReadonlyMap<string, string>): boolean {
  const read = new RegExp(`\\.${key}(?![\\w-])`);
  return [...chart].some(([file, text]) => file.includes("/templates/") && read.test(text));
}
