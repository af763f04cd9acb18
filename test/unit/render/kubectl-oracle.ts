import { spawn } from "node:child_process";
import { locateKubectl } from "../../setup/kubectl.ts";

/** What kubectl makes of a text: the object that it would send, or its refusal. */
export type Answer = { readonly object: unknown } | { readonly refused: string };

/** Asks kubectl how it reads each manifest, without a server. A refused one is found by halving the batch. */
export async function askKubectl(manifests: readonly string[]): Promise<Answer[]> {
  if (manifests.length === 0) return [];
  const { code, stdout, stderr } = await run(manifests.join("---\n"));
  if (code === 0) return splitObjects(stdout).map((text) => ({ object: JSON.parse(text) as unknown }));
  if (manifests.length === 1) return [{ refused: stderr.trim() }];
  const half = Math.ceil(manifests.length / 2);
  return [...(await askKubectl(manifests.slice(0, half))), ...(await askKubectl(manifests.slice(half)))];
}

/** The objects that kubectl finds in a stream. @throws Error with kubectl's words when it refuses the stream. */
export async function askKubectlForStream(stream: string): Promise<unknown[]> {
  const { code, stdout, stderr } = await run(stream);
  if (code !== 0) throw new Error(stderr);
  return splitObjects(stdout).map((text) => JSON.parse(text) as unknown);
}

/** kubectl prints one object after another, each closed by a brace at the start of a line. */
function splitObjects(output: string): string[] {
  return output.split(/(?<=^\}\n)/m).filter((text) => text.trim() !== "");
}

async function run(input: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const kubectl = await locateKubectl();
  const args = ["label", "--local", "-f", "-", "-o", "json", "holdfast=test"];
  const child = spawn(kubectl, args, { env: { PATH: "", KUBECONFIG: "/dev/null", HOME: "/nonexistent" } });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdin.on("error", () => undefined).end(input);
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  return { code, stdout, stderr };
}
