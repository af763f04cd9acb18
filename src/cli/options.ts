import { type Command, Option } from "commander";
import { REPORT_FORMATS } from "../report/index.ts";
import { SYSTEMS, WORKLOAD } from "../systems/index.ts";
import { ENGINES, SEVERITIES } from "../vocabulary/index.ts";

/** Which revision of git speaks. */
export function addDeclarationOptions(command: Command): void {
  command.option("--revision <rev>", "compare this revision instead of the working tree");
}

/** Where live state comes from. */
export function addLiveOptions(command: Command): void {
  command.option("--live <dir>", "compare with a recording instead of a cluster");
}

/** What part of the result is wanted. */
export function addScopeOptions(command: Command): void {
  command
    .option("--app <name...>", "only these applications")
    .addOption(
      new Option("--system <name...>", "only these systems").choices([...SYSTEMS.map(({ name }) => name), WORKLOAD]),
    )
    .option("--namespace <name...>", "only these namespaces")
    .option("--kind <name...>", "only these kinds");
}

/** Everything that `check` and the verbs built on it take. */
export function addCheckOptions(command: Command): void {
  addDeclarationOptions(command);
  addLiveOptions(command);
  addScopeOptions(command);
  command
    .addOption(new Option("--severity <level>", "only findings of this severity or above").choices(SEVERITIES))
    .addOption(new Option("--engine <name>", "how to compare").choices(ENGINES).default("local"))
    .addOption(new Option("--output <format>", "format of the report").choices(REPORT_FORMATS).default("text"))
    .option("--strict", "let pending, lost intent, couplings and risks drift the verdict")
    .option("--detailed-exitcode", "exit 0 in sync, 2 drifted, 3 unknown, 1 error")
    .option(
      "--write-baseline <reason>",
      "accept the findings: write them to the baseline file, so that later checks list them as ignored",
    );
}
