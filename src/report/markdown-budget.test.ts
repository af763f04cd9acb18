import { expect, it } from "vitest";
import { fitDraft, sizeOf } from "./markdown-budget.ts";

it("report/markdown-budget: whatever the budget, a draft keeps to it, to the byte", () => {
  const sections = Array.from({ length: 12 }, (_, index) => "ä".repeat(index + 1));
  const draft = { head: "head", chapters: [{ opening: "opening", sections }], foot: "foot" };
  for (let budget = 40; budget < 260; budget += 1) {
    const text = fitDraft(draft, { budget, notice: (cut) => `${cut} sections left` });
    expect(sizeOf(text)).toBeLessThanOrEqual(budget);
  }
});
