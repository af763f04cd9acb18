import { CommanderError } from "commander";
import { UserError } from "../errors/index.ts";
import { EXIT } from "./exit-codes.ts";
import { ISSUES } from "./version.ts";

/** What the user sees when a run cannot go on: a sentence for a mistake, a stack and where to report it for a bug. */
export function explainFailure(error: unknown): { text: string; exitCode: number } {
  if (error instanceof CommanderError) return { text: "", exitCode: error.exitCode === 0 ? EXIT.done : EXIT.error };
  if (error instanceof UserError) return { text: `${error.message}\n`, exitCode: EXIT.error };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const text = `This is a bug in holdfast. Report it with the lines below at ${ISSUES}\n\n${withoutHome(stack)}\n`;
  return { text, exitCode: EXIT.error };
}

function withoutHome(text: string): string {
  return text.replaceAll(process.cwd(), ".");
}
