import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../config/index.ts";
import { UserError } from "../errors/index.ts";
import { configsOf, type SideConfigs } from "./configs.ts";

const HEAD = "0123456789abcdef0123456789abcdef01234567";

function text(environments: readonly string[], schemaVersion = 1): string {
  const layout = { plain: { values: "{environment}", applications: [{ name: "a", chart: "c", namespace: "n" }] } };
  return JSON.stringify({ schemaVersion, layout, environments: environments.map((name) => ({ name })) });
}

interface Texts {
  readonly base: string | null;
  readonly head: string | null;
  readonly used?: string;
  readonly only?: string;
}

/** The configurations of two trees; null for a tree without holdfast.yaml. */
async function between({ base, head, used = text(["dev", "prod"]), only }: Texts): Promise<SideConfigs> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-configs-"));
  try {
    const treeOf = async (name: string, content: string | null) => {
      const root = join(folder, name);
      await mkdir(root);
      if (content !== null) await writeFile(join(root, "holdfast.yaml"), content);
      return { root, revision: name === "head" ? HEAD : "base" };
    };
    const trees = { before: await treeOf("base", base), after: await treeOf("head", head) };
    const config = parseConfig({ text: used, file: "/work/holdfast.yaml" });
    const environments = config.environments.filter(({ name }) => only === undefined || name === only);
    return await configsOf({ config, environments, trees, changed: ["holdfast.yaml"] });
  } finally {
    await rm(folder, { recursive: true });
  }
}

function names({ configs: { before, after } }: SideConfigs): readonly (readonly string[])[] {
  return [before, after].map(({ environments }) => environments.map(({ name }) => name));
}

const BOTH = expect.stringContaining("each side's own says which applications there are");
const GONE = "environment prod is no longer in holdfast.yaml; what it declared";

describe("review/configs", () => {
  it.each([
    ["of another schema", text(["dev"], 7), /^holdfast\.yaml at 0123456789ab:1:\d+: .+\.$/],
    ["of no YAML", "a: [", /^holdfast\.yaml at 0123456789ab:1:\d+: This is not valid YAML/],
    ["that is empty", "", /^holdfast\.yaml at 0123456789ab:1:1: The file is empty/],
    ["that is gone", null, /^holdfast\.yaml at 0123456789ab is gone/],
  ])("refuses a head's holdfast.yaml %s in one line", async (_, head, message) => {
    const failed = between({ base: text(["dev"]), head });
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toThrow(/^[^\n]+$/);
    await expect(failed).rejects.toBeInstanceOf(UserError);
  });

  it.each([["of another schema", text(["dev"], 7)] as const, ["that is missing", null] as const])(
    "takes the working tree's for a base's holdfast.yaml %s, and says so",
    async (_, base) => {
      const found = await between({ base, head: text(["dev", "prod"]) });
      expect(found.notes).toEqual([expect.stringContaining("the base has none that can be read")]);
      expect(names(found)).toEqual([
        ["dev", "prod"],
        ["dev", "prod"],
      ]);
    },
  );

  it.each<[string, Texts, readonly unknown[]]>([
    ["none that stays", { base: text(["dev", "prod"]), head: text(["prod", "dev"]) }, [BOTH]],
    [
      "one that goes and that the working tree knows",
      { base: text(["dev", "prod"]), head: text(["dev"]) },
      [BOTH, `${GONE} counts as removed`],
    ],
    [
      "one that goes and that nobody asks for",
      { base: text(["dev", "prod"]), head: text(["dev"]), only: "dev" },
      [BOTH, `${GONE} is not reviewed`],
    ],
    [
      "one that went from the working tree too",
      { base: text(["dev", "prod"]), head: text(["dev"]), used: text(["dev"]) },
      [BOTH, `${GONE} is not reviewed`],
    ],
    [
      "one that comes and that the working tree does not know",
      { base: text(["dev"]), head: text(["dev", "new"]) },
      [BOTH, expect.stringContaining("environment new is new and not in holdfast.yaml of the working tree")],
    ],
    ["none that comes and that the working tree knows", { base: text(["dev"]), head: text(["dev", "prod"]) }, [BOTH]],
  ])("names %s", async (...[, texts, notes]) => {
    expect((await between(texts)).notes).toEqual(notes);
  });
});
