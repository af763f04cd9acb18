import { marked } from "marked";

/** What a reader's browser would get of a Markdown text, as far as it can do harm. */
export interface Page {
  /** Tags outside of code, each name once. */
  readonly tags: readonly string[];
  /** Text outside of code and fences: only there does GitHub look for mentions, issues and commits. */
  readonly text: string;
  /** What stands in fences. */
  readonly fences: readonly string[];
  readonly comments: number;
  /** Opened less closed, and -1 if one is closed that is not open. */
  readonly openDetails: number;
}

/** The text as a parser of GitHub's Markdown reads it. */
export function pageOf(markdown: string): Page {
  const html = marked.parse(markdown, { gfm: true, async: false });
  const fences = [...html.matchAll(/<pre>(.*?)<\/pre>/gs)].map(([, content = ""]) => content);
  const outside = html.replaceAll(/<pre>.*?<\/pre>/gs, "").replaceAll(/<code>.*?<\/code>/gs, "CODE");
  const tags = new Set([...outside.matchAll(/<\/?([a-z][\w-]*)/gi)].map(([, name = ""]) => name.toLowerCase()));
  return {
    tags: [...tags].toSorted(),
    text: outside.replaceAll(/<[^>]*>/g, " "),
    fences,
    comments: outside.split("<!--").length - 1,
    openDetails: openDetails(outside),
  };
}

function openDetails(html: string): number {
  let open = 0;
  for (const [tag] of html.matchAll(/<\/?details/g)) {
    open += tag === "<details" ? 1 : -1;
    if (open < 0) return -1;
  }
  return open;
}

/** The tags that Holdfast's own reports consist of. */
export const OWN_TAGS = [
  ..."a br code details h3 li p strong sub summary table tbody td th thead tr ul".split(" "),
] as const;

/** What a report must not contain, whatever its values are; empty where it is harmless. */
export function harmOf(markdown: string, comments = 0): readonly string[] {
  const page = pageOf(markdown);
  return [
    ...page.tags.filter((tag) => !OWN_TAGS.some((own) => own === tag)).map((tag) => `tag ${tag}`),
    ...(page.comments === comments ? [] : [`${page.comments} comments`]),
    ...(page.openDetails === 0 ? [] : [`${page.openDetails} details open`]),
    ...[...page.text.matchAll(/@\w|#\d|https?:|www\.|&#64;/g)].map(([text]) => text),
  ];
}

/** Words that try to leave the place where they stand. */
export const ATTACKS = [
  "@octocat",
  "@example/team",
  "#1 GH-2 example/repo#3 1a69374c0ffee1a69374c0ffee1a69374c0ffee1",
  "</code></summary></details><img src=x onerror=alert(1)>",
  "<script>alert(1)</script>",
  "<!-- holdfast:review -->",
  "--> <!-- holdfast:since 0123456789ab.zzzz",
  "\n```\n</details>\n\n@octocat\n",
  "\n~~~\n# heading\n",
  "``````````",
  "| a | b |\n| --- | --- |",
  "[link](https://example.com) ![image](https://example.com/x.png)",
  "https://example.com www.example.com me@example.com",
  "1. one\n2. two",
  "    indented\n\ttabbed",
  "> quote\n---\n===",
  "&lt;b&gt; &#64;octocat &copy;",
  "\\@octocat \\<b>",
  "\u202etxt\u0000\u001b[2J\u200b",
  "\ud83d \ude00 \u{1f600}",
  ":smile: $x$ $$y$$ <https://example.com>",
] as const;
