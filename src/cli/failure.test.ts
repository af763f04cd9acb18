import { describe, expect, it } from "vitest";
import { UserError, UserErrors } from "../errors/index.ts";
import { createScrubber } from "../masking/index.ts";
import { explainInOneLine } from "./failure.ts";

describe("cli/failure: one line", () => {
  const scrubber = createScrubber();
  scrubber.learnText("not-for-anybody");

  it("a mistake is its sentences", () => {
    expect(explainInOneLine(new UserError("No such file."), scrubber)).toBe("No such file.");
    expect(explainInOneLine(new UserErrors(["One.", "Two."]), scrubber)).toBe("One. Two.");
  });

  it("a bug is its message, where it happened, and where to report it", () => {
    const line = explainInOneLine(new TypeError("x is\nundefined"), scrubber);
    expect(line).toMatch(
      /^This is a bug in holdfast \(TypeError: x is undefined at .*failure\.test\.ts:\d+:\d+\)?\)\. /,
    );
    expect(line).toMatch(/Report it at https:\S+$/);
  });

  it.each([new UserError("the password not-for-anybody"), new Error("not-for-anybody"), "not-for-anybody"])(
    "no Secret value stands in it: %#",
    (error) => {
      expect(explainInOneLine(error, scrubber)).not.toContain("not-for-anybody");
    },
  );
});
