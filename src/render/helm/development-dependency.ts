import { randomUUID } from "node:crypto";
import { access, constants, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readZipMember } from "./zip-member.ts";

/** The development dependencies that ship Helm and kubectl for Linux on x86-64. */
export type ToolDependency = "helm-4" | "helm-3";

/** A program inside a development dependency, and the folders from which node_modules is looked for, upwards. */
export interface ToolRequest {
  readonly dependency: ToolDependency;
  readonly tool: "helm" | "kubectl";
  readonly from: readonly string[];
}

/**
 * Unpacks a program once into `node_modules/.cache/holdfast` and gives its path; null when the dependency is not
 * installed or this machine cannot run it.
 */
export async function unpackTool(request: ToolRequest): Promise<string | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const modules = await findModules(request);
  if (modules === null) return null;
  const folder = join(modules, request.dependency);
  const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { version: string };
  const target = join(modules, ".cache", "holdfast", `${request.dependency}-${version}`, request.tool);
  if (await isExecutable(target)) return target;
  const program = await readZipMember(join(folder, "lib", "layer.zip"), `${request.tool}/${request.tool}`);
  await place(target, program);
  return target;
}

/** True when the path is there and may be executed. */
export async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** A rename is atomic: another process sees the whole program or none. */
async function place(target: string, program: Buffer): Promise<void> {
  const partial = `${target}.${randomUUID()}`;
  await mkdir(dirname(target), { recursive: true });
  try {
    await writeFile(partial, program, { mode: 0o755 });
    await rename(partial, target);
  } finally {
    await rm(partial, { force: true });
  }
}

async function findModules(request: ToolRequest): Promise<string | null> {
  for (const start of request.from) {
    for (let folder = start; ; folder = dirname(folder)) {
      const modules = join(folder, "node_modules");
      const archive = join(modules, request.dependency, "lib", "layer.zip");
      if (await isReadable(archive)) return modules;
      if (dirname(folder) === folder) break;
    }
  }
  return null;
}

async function isReadable(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}
