/**
 * Draws docs/pictures: a review's comment, a drift issue and the HTML report, as a browser shows them.
 * `node scripts/pictures.ts FOLDER` reads review.json, issue.md and report.html there; CHROMIUM names the browser.
 */
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { marked } from "marked";
import { renderReviewMarkdown } from "../src/report/index.ts";

const [source, target = "docs/pictures", width = "1000"] = process.argv.slice(2);
if (source === undefined) throw new Error("Name the folder that holds review.json, issue.md and report.html.");

/** As GitHub shows a comment, near enough. */
const STYLE = `
body { margin: 0; padding: 16px; background: #f6f8fa; color: #1f2328; font: 14px/1.5 system-ui, sans-serif; }
article { max-width: 900px; margin: 0 auto; padding: 16px; background: #fff; border: 1px solid #d1d9e0; border-radius: 6px; overflow-wrap: anywhere; }
h3 { margin: 24px 0 12px; font-size: 17px; } p, ul, table, details { margin: 0 0 14px; } ul { padding-left: 22px; } li { margin: 3px 0; }
table { display: block; overflow: auto; border-collapse: collapse; overflow-wrap: normal; }
th, td { padding: 5px 11px; border: 1px solid #d1d9e0; } tr:nth-child(2n) { background: #f6f8fa; }
code { padding: 2px 5px; background: #818b981f; border-radius: 6px; font: 0.86em ui-monospace, monospace; }
pre { padding: 12px; background: #f6f8fa; border-radius: 6px; overflow: auto; } pre code { padding: 0; background: none; line-height: 1.5; }
.old { color: #82071e; background: #ffebe9; } .new { color: #116329; background: #dafbe1; } .at { color: #8250df; } sub { color: #59636e; font-size: 12px; vertical-align: baseline; }
`;

const folder = await mkdtemp(join(tmpdir(), "holdfast-pictures-"));
try {
  const review = JSON.parse(await readFile(join(source, "review.json"), "utf8"));
  await draw("review-comment", framed(renderReviewMarkdown(review, { summaryUrl: null })), 1300);
  await draw("drift-issue", framed(await readFile(join(source, "issue.md"), "utf8")), 960);
  await draw("report", await readFile(join(source, "report.html"), "utf8"), 1200);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** The Markdown as the place where it is read frames it; the first sections stand open. */
function framed(markdown: string): string {
  const html = marked.parse(markdown, { gfm: true, async: false });
  let open = 2;
  const opened = html.replaceAll("<details>", () => (open-- > 0 ? "<details open>" : "<details>"));
  const coloured = opened.replaceAll(/<pre><code class="language-diff">(.*?)<\/code><\/pre>/gs, (_, diff: string) => {
    return `<pre><code>${diff.split("\n").map(diffLine).join("\n")}</code></pre>`;
  });
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${STYLE}</style><article>${coloured}</article>`;
}

function diffLine(line: string): string {
  const kind = { "-": "old", "+": "new", "@": "at", "#": "at" }[line.charAt(0)];
  return kind === undefined ? line : `<span class="${kind}">${line}</span>`;
}

async function draw(name: string, html: string, height: number): Promise<void> {
  const page = join(folder, `${name}.html`);
  await writeFile(page, html);
  execFileSync(process.env["CHROMIUM"] ?? "chromium", [
    ..."--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars".split(" "),
    ..."--disable-background-networking --disable-component-update --disable-sync".split(" "),
    `--user-data-dir=${join(folder, "profile")}`,
    `--window-size=${width},${height}`,
    `--screenshot=${resolve(target, `${name}.png`)}`,
    pathToFileURL(page).href,
  ]);
}
