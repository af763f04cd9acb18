import pc from "picocolors";
import type { ValuesExplanation, ValuesUse } from "../vocabulary/index.ts";
import { originWords } from "./origin.ts";
import { printable, withoutCommands } from "./printable.ts";
import { shortCommit, titleOf } from "./summary.ts";
import type { TextOptions } from "./text.ts";
import { showValue } from "./value.ts";
import { wrap } from "./wrap.ts";

const INDENT = "  ";

/** What a values key moves, one block for each application of each environment, for a terminal. */
export function renderValuesText(explanation: ValuesExplanation, { colour, width, now }: TextOptions): string {
  const { bold, dim } = pc.createColors(colour);
  const block = (use: ValuesUse): string[] => {
    const key = use.provenance?.key ?? explanation.key;
    const value = use.value === undefined ? "" : `: ${showValue(use.value)}`;
    const origin = use.provenance === null ? [] : [originWords({ ...use.provenance, key: null }, now)];
    const body = [
      ...origin.map((line) => ({ line, paint: dim })),
      ...effects(use).map((line) => ({ line, paint: plain })),
    ];
    return [
      "",
      `${bold(printable(`${use.environment}, ${use.application}`))}  ${printable(key)}${printable(value)}`,
      ...body.flatMap(({ line, paint }) =>
        wrap(printable(line), width - INDENT.length).map((part) => INDENT + paint(part)),
      ),
    ];
  };
  const notes = [
    ...explanation.notes,
    ...(explanation.revision === null ? [] : [`revision ${shortCommit(explanation.revision)}`]),
  ];
  const closing = notes.flatMap((note) => wrap(printable(note), width)).map(dim);
  return withoutCommands(`${[...explanation.uses.flatMap(block).slice(1), "", ...closing].join("\n")}\n`);
}

function plain(text: string): string {
  return text;
}

function effects({ outcome, switchedBy, mentioned, fields }: ValuesUse): readonly string[] {
  const moved = fields.map(({ resource, path, transformation }) => {
    return `${titleOf(resource)}${path === null ? "" : `  ${path}`}  (${transformation})`;
  });
  switch (outcome) {
    case "moves":
      return moved;
    case "dormant":
      return [`moves nothing while ${switchedBy ?? "another value"} is as it is`, ...moved];
    case "refused":
      return ["the chart renders with no other value, so a template checks it", ...moved];
    case "silent":
      return [
        mentioned
          ? "moves nothing as things are, but a template speaks of it"
          : "moves nothing, and no template reads it",
      ];
    case "unread":
      return ["could not be traced"];
  }
}
