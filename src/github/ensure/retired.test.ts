import { describe, expect, it } from "vitest";
import { marked } from "../marker.ts";
import { retiredText, retirementOf } from "./retired.ts";

describe("github/ensure/retired", () => {
  it("says that it no longer holds, and what it said", () => {
    const body = marked("review", "Partitions never decrease.");
    expect(retirementOf(body)).toBeNull();
    expect(retirementOf(marked("review", retiredText(body, "gone")))).toBe("gone");
    expect(retiredText(body, "gone")).toContain("Partitions never decrease.");
  });

  it("says that others matter more, and changes only the reason when it changes", () => {
    const body = marked("review", "Partitions never decrease.");
    const outranked = marked("review", retiredText(body, "outranked"));
    expect(retirementOf(outranked)).toBe("outranked");
    expect(outranked).toContain("_Others on this pull request matter more; the comment lists all._\n\n<details>");
    expect(retiredText(outranked, "gone")).toBe(retiredText(body, "gone"));
    expect(retiredText(marked("review", retiredText(body, "gone")), "outranked")).toBe(retiredText(body, "outranked"));
  });

  it.each(["```suggestion\npartitions: 8\n```", "> ~~~~ suggestion\n> x\n> ~~~~", "```suggestion:-0+1\nx\n```"])(
    "leaves nothing that could be applied of %j",
    (body) => {
      expect(retiredText(marked("review", body), "gone")).not.toMatch(/[`~]{3,} ?suggestion/);
    },
  );
});
