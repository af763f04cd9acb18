import { Option } from "commander";
import { SEVERITIES } from "../vocabulary/index.ts";
import {
  addCheckOptions,
  addDeclarationOptions,
  addLiveOptions,
  addReadingOptions,
  addReportOptions,
  addReviewOptions,
  addScopeOptions,
} from "./options.ts";
import type { Verb } from "./verb.ts";

/** Every verb, in the order of the help text. */
export const VERBS: readonly Verb[] = [
  {
    usage: "check [env...]",
    summary: "compare environments with what git declares; all environments when none is named",
    options: addCheckOptions,
    load: () => import("./check.ts"),
  },
  {
    usage: "lint [env...]",
    summary: "say what values lose on their way and what does not fit together, from git alone",
    options: (command) => {
      addDeclarationOptions(command);
      addScopeOptions(command);
      command
        .addOption(new Option("--severity <level>", "only findings of this severity or above").choices(SEVERITIES))
        .option("--base <rev>", "look at the change since this revision; the last commit for a changed working tree")
        .addOption(
          new Option("--output <format>", "format of the result").choices(["text", "json", "sarif"]).default("text"),
        )
        .option("--detailed-exitcode", "exit 0 nothing found, 2 findings, 3 something was not rendered, 1 error");
    },
    load: () => import("./lint.ts"),
  },
  {
    usage: "explain [env] [resource] [path...]",
    summary: "follow one field from its values line to the service, or --values KEY to all that it moves",
    options: (command) => {
      addDeclarationOptions(command);
      addLiveOptions(command);
      command
        .option(
          "--values <key>",
          "say what this key of the values moves, in the environments that are named, else in all",
        )
        .option("--app <name...>", "with --values: only these applications")
        .addOption(new Option("--output <format>", "format of the result").choices(["text", "json"]).default("text"));
    },
    load: () => import("./explain.ts"),
  },
  {
    usage: "review [env...]",
    summary: "say what a change does to each environment, and with --pr say it on the pull request",
    options: addReviewOptions,
    load: () => import("./review.ts"),
  },
  {
    usage: "report [env...]",
    summary: "print a report for people, with --issue write it on GitHub, with --schedule again and again",
    options: addReportOptions,
    load: () => import("./report.ts"),
  },
  {
    usage: "wait <env>",
    summary: "check again and again until the environment is in sync, for a bounded time",
    options: (command) => {
      addReadingOptions(command, "text");
      command
        .option("--timeout <duration>", "give up after this long: 30s, 10m, 1h", "10m")
        .option("--interval <duration>", "time between two checks", "5s");
    },
    load: () => import("./wait.ts"),
  },
  {
    usage: "render <env>",
    summary: "print the manifests that git declares, Secret values masked",
    options: (command) => {
      addDeclarationOptions(command);
      addScopeOptions(command);
      command
        .option("--output <format>", "yaml or json", "yaml")
        .option("--detailed-exitcode", "exit 0 when all was rendered, 3 when something was not, 1 error");
    },
    load: () => import("./render.ts"),
  },
  {
    usage: "snapshot <env> <dir>",
    summary: "record what a check of the environment reads, Secret values masked",
    options: addDeclarationOptions,
    load: () => import("./snapshot.ts"),
  },
  {
    usage: "doctor [env...]",
    summary: "say what holdfast can reach and may read, before anything else",
    options: (command) => {
      addDeclarationOptions(command);
      addLiveOptions(command);
      command
        .option("--rbac", "print the least role that a check needs, as manifests")
        .option("--kafka-user", "print the least KafkaUser that a check needs, as a manifest");
    },
    load: () => import("./doctor.ts"),
  },
  {
    usage: "init",
    summary: "write holdfast.yaml for the repository you stand in",
    options: (command) => {
      command.option("--dry-run", "print the file instead of writing it");
    },
    load: () => import("./init.ts"),
  },
];
