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

/** The same on one line, for a run after which others follow: of a bug the message and where it happened. */
export function explainInOneLine(error: unknown, scrubber: Scrubber): string {
  const text = error instanceof UserError ? error.message : bugInOneLine(error);
  return printableLines(scrubber.scrub(text.replaceAll(/\s*\n\s*/g, " ")));
}

function bugInOneLine(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const [message, place] = withoutHome(stack).split(/\n\s*(?=at )/);
  return `This is a bug in holdfast (${message}${place === undefined ? "" : ` ${place}`}). Report it at ${ISSUES}`;
}

function withoutHome(text: string): string {
  return text.replaceAll(process.cwd(), ".");
}
