import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { cachedFolder, cacheRoot, type Progress } from "../../../kube/assets/cache.ts";
import { runCommand } from "../../../kube/assets/run.ts";

/** One file of a package of the npm registry. */
export interface PublishedFile {
  readonly name: string;
  readonly version: string;
  /** As the registry states it: `sha512-…`. */
  readonly integrity: string;
  /** The path within the package. */
  readonly path: string;
}

/** What GitHub says its REST API is (29 MB packed, of which 13 MB are this file). */
export const REST_DESCRIPTION: PublishedFile = {
  name: "@octokit/openapi",
  version: "23.0.2",
  integrity: "sha512-pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg==",
  path: "generated/api.github.com.json",
};

/** What GitHub says its GraphQL API is. */
export const GRAPHQL_SCHEMA: PublishedFile = {
  name: "@octokit/graphql-schema",
  version: "15.26.1",
  integrity: "sha512-RFDC2MpRBd4AxSRvUeBIVeBU7ojN/SxDfALUd7iVYOSeEK3gZaqR2MGOysj4Zh2xj2RY5fQAUT+Oqq7hWTraMA==",
  path: "schema.graphql",
};

/**
 * The text of a published file, fetched when this machine has not got it (needs npm, tar and the network).
 * @throws Error when it cannot be fetched, or when what came is not what was published.
 */
export async function publishedFile(file: PublishedFile, env: NodeJS.ProcessEnv): Promise<string> {
  const progress = (line: string): void => void process.stderr.write(`${line}\n`);
  const folder = await cachedFolder({
    folder: join(cacheRoot(env), "github", `${file.name.replaceAll(/[@/]+/g, "")}-${file.version}`),
    progress,
    make: (partial) => fetchFile(partial, { file, env, progress }),
  });
  return readFile(join(folder, "package", file.path), "utf8");
}

interface Fetching {
  readonly file: PublishedFile;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
}

async function fetchFile(folder: string, { file, env, progress }: Fetching): Promise<void> {
  const wanted = `${file.name}@${file.version}`;
  progress(`Fetching ${wanted} once for this machine.`);
  const { stdout } = await runCommand({
    program: "npm",
    args: ["pack", wanted, "--silent", "--ignore-scripts", "--pack-destination", folder],
    cwd: folder,
    env,
  }).catch((error: unknown) => {
    throw new Error(`npm could not fetch ${wanted}, against which requests to GitHub are checked`, { cause: error });
  });
  const archive = join(folder, stdout.trim().split("\n").at(-1) ?? "");
  const found = `sha512-${createHash("sha512")
    .update(await readFile(archive))
    .digest("base64")}`;
  if (found !== file.integrity) throw new Error(`${wanted} is not what was published: its hash is ${found}`);
  await runCommand({ program: "tar", args: ["-xzf", archive, "-C", folder, `package/${file.path}`], env });
  await runCommand({ program: "rm", args: [archive], env });
}
