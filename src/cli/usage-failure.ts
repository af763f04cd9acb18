import type { CommanderError } from "commander";

/** What commander says of a command line, in one sentence of ours; empty where it has only shown help or the version. */
export function usageSentence({ code, message }: CommanderError, verb: string | null): string {
  if (!Object.hasOwn(SENTENCES, code)) return "";
  const [said = "", hint = ""] = message.replace(/^error: /, "").split("\n");
  const help = `Run ${verb === null ? "holdfast --help" : `holdfast ${verb} --help`} for what there is.`;
  const sentence = SENTENCES[code]?.(said) ?? said;
  return [sentence, /^\((.*)\)$/.exec(hint)?.[1], help].filter(Boolean).join(" ");
}

/** By commander's code: from what it says to a sentence. */
const SENTENCES: Readonly<Record<string, (said: string) => string>> = {
  "commander.unknownCommand": (said) => `holdfast has no verb ${quoted(said)}.`,
  "commander.unknownOption": (said) => `There is no option ${quoted(said)}.`,
  "commander.optionMissingArgument": (said) => `${quoted(said)} needs a value.`,
  "commander.missingArgument": (said) => `The argument <${quoted(said)}> is missing.`,
  "commander.invalidArgument": invalidArgument,
  "commander.excessArguments": (said) => `There are ${said}`,
};

function invalidArgument(said: string): string {
  const match = /^option '(\S+).*?' argument '([\s\S]*)' is invalid\. Allowed choices are (.*)\.$/.exec(said);
  if (match === null) return said;
  const [, option, value = "", choices] = match;
  return `${option} takes one of ${choices}, not ${JSON.stringify(value)}.`;
}

function quoted(said: string): string {
  return /'([\s\S]*)'/.exec(said)?.[1] ?? said;
}
