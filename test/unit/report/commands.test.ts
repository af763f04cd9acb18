import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import {
  renderExplanationText,
  renderLintText,
  renderReviewText,
  renderText,
  renderValuesText,
} from "../../../src/report/index.ts";
import type { Provenance } from "../../../src/vocabulary/index.ts";
import { environment, finding, NOW, reportOf, resource } from "./report-fixture.ts";
import { changed, effect, field, line, review, reviewed } from "./review-fixture.ts";

/** Wherever a text of some width is broken, one of these words begins a line. */
const ATTACK = `${"::stop-commands::pwned ".repeat(20)}a##[add-mask]success/values.yaml`;
const FROM: Provenance = {
  file: ATTACK,
  line: 1,
  column: 1,
  key: ATTACK,
  transformation: "same",
  commit: null,
  author: ATTACK,
  time: null,
};
const OF = resource("", "ConfigMap", ATTACK);
const FOUND = finding({
  kind: "changed",
  resource: OF,
  path: [ATTACK],
  desired: ATTACK,
  live: 1,
  detail: ATTACK,
  attribution: { manager: ATTACK, operation: "Update", time: null },
  provenance: FROM,
});
const LAYER = { value: ATTACK, unread: null };

const TEXTS = {
  check: (page) => renderText(reportOf([environment("idfint", { findings: [FOUND], notes: [ATTACK] })]), page),
  lint: (page) =>
    renderLintText(
      {
        schemaVersion: 1,
        revision: null,
        base: null,
        environments: [
          {
            name: "idfint",
            applications: [],
            findings: [FOUND],
            ignored: [],
            unreadable: [],
            notes: [ATTACK],
            stats: { objects: 0, leaves: 0, renders: 0, probes: 0, seconds: 0 },
          },
        ],
      },
      page,
    ),
  review: (page) => {
    const fields = [field("/data/a", `\n${ATTACK}`, ATTACK), field("/data/b", `a\n${ATTACK}`, `b\n${ATTACK}`)];
    const resources = [changed(OF, fields, { effects: [effect("pods-restart", "low", ATTACK)] })];
    const about = reviewed("idfint", { resources, findings: [FOUND], mended: [FOUND], notes: [ATTACK] });
    return renderReviewText(review([about], { lines: [line({ file: ATTACK, key: ATTACK })], notes: [ATTACK] }), page);
  },
  explain: (page) =>
    renderExplanationText(
      {
        schemaVersion: 1,
        environment: "idfint",
        application: ATTACK,
        resource: OF,
        path: ATTACK,
        keyedPath: ATTACK,
        revision: null,
        recordedAt: null,
        values: [{ ...FROM, value: ATTACK }],
        rendered: { ...LAYER, template: ATTACK, helm: null },
        live: { ...LAYER, attribution: FOUND.attribution },
        operator: { name: ATTACK, says: ATTACK },
        service: { ...LAYER, resource: OF, source: ATTACK },
        notes: [ATTACK],
      },
      page,
    ),
  "explain --values": (page) => {
    const fields = [{ resource: OF, path: ATTACK, transformation: "same" as const }];
    const use = { environment: ATTACK, application: ATTACK, provenance: FROM, value: ATTACK, fields };
    const uses = [{ ...use, outcome: "moves" as const, switchedBy: null, mentioned: true }];
    return renderValuesText({ schemaVersion: 1, key: ATTACK, revision: null, uses, notes: [ATTACK] }, page);
  },
} satisfies Record<string, (page: { colour: boolean; width: number; now: Date }) => string>;

/** What the runner of GitHub Actions would obey: it trims a line, and looks for the older form anywhere in it. */
function commandsIn(text: string): readonly string[] {
  return stripVTControlCharacters(text)
    .split("\n")
    .filter((one) => one.trimStart().startsWith("::") || one.includes("##["));
}

describe("report/commands", () => {
  it.each(Object.entries(TEXTS))("the text of %s is no command to a runner of GitHub Actions", (_verb, render) => {
    for (const colour of [false, true]) {
      for (let width = 60; width <= 100; width += 1) {
        const text = render({ colour, width, now: NOW });
        expect(text).toContain(":stop-commands::");
        expect(commandsIn(text)).toEqual([]);
      }
    }
  });
});
