import { UserError } from "../errors/index.ts";
import type { Scrubber } from "../masking/index.ts";
import { printableLines } from "../report/index.ts";
import { ISSUES } from "./version.ts";

/**
 * What the user sees when a run cannot go on: a sentence for a mistake, a stack and where to report it for a bug.
 * Neither holds a Secret value or a control character that could steer a terminal.
 */
export function explainFailure(error: unknown, scrubber: Scrubber): string {
  if (error instanceof UserError) return `${printableLines(scrubber.scrub(error.message))}\n`;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const text = `This is a bug in holdfast. Report it with the lines below at ${ISSUES}\n\n${withoutHome(stack)}\n`;
  return printableLines(scrubber.scrub(text));
}

function withoutHome(text: string): string {
  return text.replaceAll(process.cwd(), ".");
}
