import { spawn } from "node:child_process";

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly stdin?: string;
  /** Exit codes that are an answer and not a failure. Default 0 only. */
  readonly codes?: readonly number[];
  /** Sees every line of stderr as it comes. */
  readonly onLine?: (line: string) => void;
}

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end.
 * @throws Error with the end of its output when it cannot be started or its exit code is not among `codes`.
 */
export async function runCommand(command: Command): Promise<CommandResult> {
  const { promise, resolve, reject } = Promise.withResolvers<CommandResult>();
  const child = spawn(command.program, command.args, { cwd: command.cwd, env: command.env ?? process.env });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
    for (const line of text.split("\n")) if (line !== "") command.onLine?.(line);
  });
  child.on("error", reject);
  child.on("close", (code) => resolve({ code: code ?? -1, ...output }));
  child.stdin.on("error", () => undefined);
  child.stdin.end(command.stdin ?? "");
  const result = await promise;
  if (!(command.codes ?? [0]).includes(result.code)) throw new Error(describeFailure(command, result));
  return result;
}

function describeFailure(command: Command, result: CommandResult): string {
  const name = [command.program, ...command.args.slice(0, 3)].join(" ");
  return `${name} ended with code ${result.code}: ${(result.stderr + result.stdout).trim().slice(-2_000)}`;
}
