import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Config, type EnvironmentConfig, parseConfig } from "../config/index.ts";
import { UserError } from "../errors/index.ts";
import type { Tree } from "../git/port.ts";

/** The configuration of each side, and what whoever reads the report should know of it. */
export interface SideConfigs {
  readonly configs: { readonly before: Config; readonly after: Config };
  readonly notes: readonly string[];
}

export interface ConfigRequest {
  /** The one in use: that of the working tree. */
  readonly config: Config;
  /** Those that are reviewed. */
  readonly environments: readonly EnvironmentConfig[];
  readonly trees: { readonly before: Tree; readonly after: Tree };
  /** The names of all files that differ. */
  readonly changed: readonly string[];
}

/**
 * Which applications there are is said by each side's own holdfast.yaml where the change touches it, all else by the one in
 * use. Where the base's own cannot be read, the one in use stands for it.
 * @throws UserError where the head's own is gone or cannot be read: nothing would be compared.
 */
export async function configsOf(request: ConfigRequest): Promise<SideConfigs> {
  const { config, trees, changed } = request;
  const name = basename(config.file);
  if (!changed.includes(name)) return { configs: { before: config, after: config }, notes: [] };
  const [base, head] = await Promise.all([ownConfig(trees.before, name), ownConfig(trees.after, name)]);
  if (typeof head === "string") throw new UserError(head);
  const before = typeof base === "string" ? config : withApplicationsOf(base, config);
  const named = environmentNotes({ base: typeof base === "string" ? config : base, head, request });
  return {
    configs: { before, after: withApplicationsOf(head, config) },
    notes: [
      typeof base === "string" ? `${name} changes too: ${UNREADABLE_BASE}` : `${name} changes too: ${BOTH}`,
      ...named,
    ],
  };
}

const BOTH = "each side's own says which applications there are, and the one in the working tree all else";
const UNREADABLE_BASE =
  "the base has none that can be read, so the one in the working tree says which applications were there before";

/** A tree's own configuration; one sentence where there is none, or none that can be read. */
async function ownConfig({ root, revision }: Tree, name: string): Promise<Config | string> {
  const at = `${name} at ${(revision ?? "the working tree").slice(0, 12)}`;
  const read = await readFile(join(root, name), "utf8").then(
    (text) => ({ text }),
    (error: NodeJS.ErrnoException) => ({ code: error.code ?? error.message }),
  );
  if (!("text" in read)) {
    if (read.code === "ENOENT") return `${at} is gone, so nothing says which applications there are. Bring it back.`;
    return `${at} cannot be read (${read.code}). Make it a file.`;
  }
  try {
    return parseConfig({ text: read.text, file: join(root, name) });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [first = ""] = error.message.split("\n");
    return first.startsWith(name) ? `${at}${first.slice(name.length)}` : `${at}: ${first}`;
  }
}

/** The configuration in use with the layout and the applications of another one. */
function withApplicationsOf({ layout, environments }: Config, config: Config): Config {
  const own = new Map(environments.map((environment) => [environment.name, environment]));
  return {
    ...config,
    layout,
    environments: config.environments.flatMap((environment) => {
      const declared = own.get(environment.name);
      return declared === undefined ? [] : [{ ...environment, applications: declared.applications }];
    }),
  };
}

interface Named {
  readonly base: Config;
  readonly head: Config;
  readonly request: ConfigRequest;
}

/** Environments that only one side names. Only one that is asked for, and that the working tree names, is reviewed. */
function environmentNotes({ base, head, request: { config, environments } }: Named): readonly string[] {
  const [was, is, inUse] = [namesOf(base), namesOf(head), namesOf(config)];
  const reviewed = new Set(environments.map(({ name }) => name));
  const gone = [...was].filter((name) => !is.has(name));
  const unknown = [...is].filter((name) => !was.has(name) && !inUse.has(name));
  return [
    ...gone.map((name) => {
      const fate = reviewed.has(name) ? "what it declared counts as removed" : "what it declared is not reviewed";
      return `environment ${name} is no longer in ${basename(config.file)}; ${fate}`;
    }),
    ...unknown.map(
      (name) =>
        `environment ${name} is new and not in ${basename(config.file)} of the working tree; what it declares is not reviewed`,
    ),
  ];
}

function namesOf({ environments }: Config): ReadonlySet<string> {
  return new Set(environments.map(({ name }) => name));
}
