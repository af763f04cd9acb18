import { Command, CommanderError } from "commander";
import type { Scrubber } from "../masking/index.ts";
import { printableLines } from "../report/index.ts";
import { EXIT } from "./exit-codes.ts";
import { explainFailure } from "./failure.ts";
import { usageSentence } from "./usage-failure.ts";
import { VERBS } from "./verbs.ts";
import { VERSION } from "./version.ts";

/** Runs one command line, without the program's own name. @returns the process's exit code. */
export async function main(args: readonly string[], scrubber: Scrubber): Promise<number> {
  let exitCode: number = EXIT.done;
  const program = createProgram((code) => {
    exitCode = code;
  }, scrubber);
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      process.stderr.write(explainFailure(error, scrubber));
      return EXIT.error;
    }
    const verb = program.commands.find((command) => command.name() === args[0])?.name() ?? null;
    const sentence = usageSentence(error, verb);
    if (sentence !== "") process.stderr.write(`${printableLines(sentence)}\n`);
    return error.exitCode === 0 ? EXIT.done : EXIT.error;
  }
}

function createProgram(done: (exitCode: number) => void, scrubber: Scrubber): Command {
  const program = new Command("holdfast")
    .description(
      "Says where a running alert distribution system differs from what git declares, since when and because of whom.",
    )
    .version(VERSION)
    .option("--config <file>", "holdfast.yaml to read; found upwards from here when absent")
    // What commander says of a mistake is said once, in our words.
    .configureOutput({ outputError: () => {} })
    .exitOverride();
  for (const verb of VERBS) {
    const command = program.command(verb.usage).description(verb.summary);
    verb.options(command);
    command.action(async (...given: unknown[]) => {
      const names = given
        .slice(0, -2)
        .flat()
        .filter((name) => typeof name === "string");
      const { run } = await verb.load();
      done(await run(names, command.optsWithGlobals(), scrubber));
    });
  }
  return program;
}
