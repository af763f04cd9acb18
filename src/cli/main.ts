import { Command } from "commander";
import { explainFailure } from "./failure.ts";
import { VERBS } from "./verbs.ts";
import { VERSION } from "./version.ts";

/** Runs one command line, without the program's own name. @returns the process's exit code. */
export async function main(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command("holdfast")
    .description(
      "Says where a running alert distribution system differs from what git declares, since when and because of whom.",
    )
    .version(VERSION)
    .option("--config <file>", "holdfast.yaml to read; found upwards from here when absent")
    .showHelpAfterError("Run holdfast --help for the list of verbs.")
    .exitOverride();
  for (const verb of VERBS) {
    const command = program.command(verb.usage).description(verb.summary).exitOverride();
    verb.options(command);
    command.action(async (...given: unknown[]) => {
      const names = given
        .slice(0, -2)
        .flat()
        .filter((name) => name !== undefined) as string[];
      const { run } = await verb.load();
      exitCode = await run(names, command.optsWithGlobals());
    });
  }
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    const failure = explainFailure(error);
    process.stderr.write(failure.text);
    return failure.exitCode;
  }
}
