import { describe, expect, it } from "vitest";
import { RULES, type RuleName } from "../vocabulary/rules/index.ts";
import { SYSTEMS } from "./index.ts";
import { evidenceAfter } from "./testing/alert-system.ts";
import { couplingsOf, intentOf } from "./testing/intent.ts";
import { wholeSystem } from "./testing/services-intent.ts";

describe("systems/couplings", () => {
  it.each([
    ["a cluster with everything around it", wholeSystem()],
    ["what the checks take for healthy", evidenceAfter(() => ({})).declared.objects.map(({ object }) => object)],
    ["nothing", []],
  ])("all hold in %s", (_, objects) => {
    const found = SYSTEMS.flatMap((system) => system.couple?.(intentOf(objects)) ?? []);
    expect(couplingsOf(found).filter(isOn)).toEqual([]);
  });

  it("find nothing risky in no change", () => {
    const intent = intentOf(wholeSystem());
    expect(SYSTEMS.flatMap((system) => system.weigh?.({ before: intent, after: intent }) ?? [])).toEqual([]);
  });
});

function isOn(line: string): boolean {
  const [name = ""] = line.split(":");
  return RULES[name as RuleName].byDefault;
}
