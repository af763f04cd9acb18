import { describe, expect, it } from "vitest";
import { marked } from "../marker.ts";
import { isRetired, retiredText } from "./retired.ts";

describe("github/ensure/retired", () => {
  it("says that it no longer holds, and what it said", () => {
    const body = marked("review", "Partitions never decrease.");
    expect(isRetired(body)).toBe(false);
    expect(isRetired(marked("review", retiredText(body)))).toBe(true);
    expect(retiredText(body)).toContain("Partitions never decrease.");
  });

  it.each(["```suggestion\npartitions: 8\n```", "> ~~~~ suggestion\n> x\n> ~~~~", "```suggestion:-0+1\nx\n```"])(
    "leaves nothing that could be applied of %j",
    (body) => {
      expect(retiredText(marked("review", body))).not.toMatch(/[`~]{3,} ?suggestion/);
    },
  );
});
