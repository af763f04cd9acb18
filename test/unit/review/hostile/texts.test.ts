import { writeFile } from "node:fs/promises";
import { marked } from "marked";
import { describe, expect, it, vi } from "vitest";
import { plainTree } from "../trees.ts";
import { type Sprung, Trap } from "./trap.ts";

// Each test runs the program, and the machine may be busy.
vi.setConfig({ testTimeout: 110_000 });

const VALUES = "environments/dev/web.yaml";
const TREE = Object.fromEntries(
  Object.entries(plainTree()).map(([path, content]) => [
    path,
    typeof content === "string" ? content : JSON.stringify(content),
  ]),
);
const MARKUP = [
  "</code></details><script>alert(1)</script> | a | b | @acme/team fixes #12 GH-3",
  "<!-- holdfast:review --><img src=http://evil.test/a.png>",
  "```suggestion",
  "````",
  "# head ![i](http://evil.test/b.png) [l](javascript:x) https://evil.test www.evil.test",
  "\u001b]0;title\u0007\u202eback",
].join("\n");

function expectCalm(ran: Sprung): void {
  expect(ran.touched).toEqual([]);
  expect(ran.stderr).not.toMatch(/\n\s+at |This is a bug/);
}

describe("review/hostile: texts", () => {
  it("values, keys, names, paths and authors are shown and mean nothing", async () => {
    await using trap = await Trap.open(TREE);
    const template = `apiVersion: v1
kind: ConfigMap
metadata: { name: {{ .Values.colour | quote }}, annotations: {{ dict .Values.colour .Values.colour | toJson }} }
data: {{ dict "size" (.Values.size | toString) .Values.colour .Values.colour | toJson }}
`;
    await trap.commit(
      {
        [VALUES]: `size: 3\ncolour: ${JSON.stringify(MARKUP)}\n${JSON.stringify(MARKUP)}: unread\n`,
        "charts/web/templates/web.yaml": template,
        "charts/web/templates/<img src=x>`|`@acme.yaml": template,
      },
      "@mallory <!-- holdfast:review -->",
    );
    const markdown = await trap.spring(undefined, "markdown");
    expectCalm(markdown);
    expect(markdown.stdout).toContain("acme");
    expect(markdown.stdout).not.toContain("<!--");
    const html = await marked.parse(markdown.stdout, { gfm: true });
    // What is code is shown as it is; nothing of the stranger may stand anywhere else.
    const outside = html.replaceAll(/<pre>[\s\S]*?<\/pre>|<code>[^<]*<\/code>/g, "");
    expect(outside).not.toMatch(/<(script|img|a|h1)\b|evil|acme|mallory|#12|GH-3|suggestion/);
    const text = await trap.spring(undefined, "text");
    expectCalm(text);
    expect(text.stdout).not.toMatch(/[^\n\P{Cc}]|\u202e/u);
  });

  it("names that are not UTF-8 or look like options, and attributes, change nothing", async () => {
    await using trap = await Trap.open(TREE);
    for (const byte of [0xfe, 0xff]) {
      const folder = Buffer.from(trap.path("repository/environments/dev/"));
      await writeFile(Buffer.concat([folder, Buffer.from([byte]), Buffer.from(".yaml")]), "a: 1\n");
    }
    const canary = trap.path("outside/ran");
    for (const key of ["diff.evil.textconv", "diff.evil.command", "filter.evil.smudge", "core.fsmonitor"])
      await trap.git("config", key, `touch ${canary}; cat`);
    await trap.commit({
      [VALUES]: "size: 3\n",
      ".gitattributes": "* diff=evil -text\n",
      "environments/dev/--output=x": "a: 1\n",
      "environments/dev/:(exclude)*": "a: 1\n",
      'environments/dev/a\n"b".yaml': "a: 1\n",
    });
    const ran = await trap.spring();
    expectCalm(ran);
    expect(ran.report?.environments.map(({ name }) => name)).toEqual(["dev"]);
  });

  it.each(["--output=/tmp/x", "--upload-pack=touch x", "-", "main\n--all", "nowhere"])(
    "refuses %j for a revision in a sentence",
    async (revision) => {
      await using trap = await Trap.open(TREE);
      const ran = await trap.spring([`--base=${revision}`, "--head=main"]);
      expectCalm(ran);
      expect(ran.code).toBe(1);
      expect(ran.stderr).toContain("This clone has no revision");
    },
  );
});
