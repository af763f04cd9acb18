import { type Command, Option } from "commander";
import { REPORT_FORMATS, type ReportFormat } from "../report/index.ts";
import { SYSTEMS, WORKLOAD } from "../systems/index.ts";
import { ENGINES, SEVERITIES } from "../vocabulary/index.ts";
import { REVIEW_FORMATS } from "./review-output.ts";

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

/** Everything that `check` takes. */
export function addCheckOptions(command: Command): void {
  addReadingOptions(command, "text");
  command.option(
    "--write-baseline <reason>",
    "accept the findings: write them to the baseline file, so that later checks list them as ignored",
  );
}

/** What is compared, how, and in which format it is told. */
export function addReadingOptions(command: Command, format: ReportFormat): void {
  addDeclarationOptions(command);
  addLiveOptions(command);
  addScopeOptions(command);
  command
    .addOption(new Option("--severity <level>", "only findings of this severity or above").choices(SEVERITIES))
    .addOption(new Option("--engine <name>", "how to compare").choices(ENGINES).default("local"))
    .addOption(new Option("--output <format>", "format of the report").choices(REPORT_FORMATS).default(format))
    .option("--strict", "let pending, lost intent, couplings and risks drift the verdict")
    .option("--detailed-exitcode", "exit 0 in sync, 2 drifted, 3 unknown, 1 error");
}

/** Everything that `report` takes. */
export function addReportOptions(command: Command): void {
  addReadingOptions(command, "markdown");
  command.option("--issue", "write the report as one issue on GitHub, edited in place, closed when all is in sync");
  addRepositoryOptions(command);
  command
    .option(
      "--schedule <cron>",
      'report at these times until stopped, "0 6 * * 1-5"; reads the clone as it then is, and never fetches',
    )
    .option("--time-zone <zone>", "the zone of --schedule, such as Europe/Berlin; the machine's own when absent");
}

/** Everything that `review` takes. */
export function addReviewOptions(command: Command): void {
  addScopeOptions(command);
  command
    .addOption(new Option("--severity <level>", "only findings of this severity or above").choices(SEVERITIES))
    .requiredOption("--base <rev>", "the branch or commit that the change goes into")
    .option("--head <rev>", "the changed branch or commit", "HEAD")
    .option("--cluster", "say too where the change meets what is live in the clusters")
    .option("--live <dir>", "say too where the change meets what is live in a recording")
    .option("--pr <number>", "write the review on this pull request")
    .addOption(new Option("--output <format>", "format of the result").choices(REVIEW_FORMATS).default("text"))
    .option("--detailed-exitcode", "exit 0 nothing found, 2 findings, 3 something could not be read, 1 error");
  addRepositoryOptions(command);
}

/** Where and how a verb writes to GitHub. */
export function addRepositoryOptions(command: Command): void {
  command
    .option("--repository <owner/name>", "the repository on GitHub; that of the remote origin when absent")
    .option("--dry-run", "look at what is on GitHub, and say what would be written");
}
