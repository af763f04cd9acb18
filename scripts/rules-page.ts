import { RULE_NAMES, RULES, type Rule, type RuleName } from "../src/vocabulary/index.ts";

const HEADINGS: Readonly<Record<Rule["kind"], string>> = {
  "lost-intent": "Values that are lost on their way",
  pruned: "Fields that the cluster drops",
  coupling: "What must fit together",
  risk: "What a change risks",
};

/** The list of all rules as Markdown, by what they are about. */
export function rulesPage(): string {
  const sections = Object.entries(HEADINGS).map(([kind, heading]) => {
    const names = RULE_NAMES.filter((name) => RULES[name].kind === kind).toSorted();
    return `## ${heading}\n| rule | says | severity |\n|---|---|---|\n${names.map(rowOf).join("")}`;
  });
  return `# Rules of lint

\`holdfast lint\` runs every rule below but those marked off. In holdfast.yaml \`rules: { NAME: off }\` switches one off, \`on\` one on.
One finding is ignored by an ignore rule with \`rule: NAME\` and a reason, or in place, at the key or above it:
\`# holdfast: ignore NAME until=2027-06-30 reason=why\`.

${sections.join("\n")}`;
}

function rowOf(name: RuleName): string {
  const { title, severity, byDefault } = RULES[name];
  return `| [${name}](${name}.md) | ${title} | ${severity}${byDefault ? "" : ", off"} |\n`;
}
