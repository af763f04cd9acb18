import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { terminalProgress } from "./progress.ts";

function terminal(isTTY: boolean) {
  const written: string[] = [];
  return {
    isTTY,
    columns: 40,
    written,
    write: (text: string) => written.push(text.replaceAll("\r\u001b[2K", "<wipe>")),
  };
}

describe("cli/progress", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("says nothing for a run of less than a second", () => {
    const screen = terminal(true);
    const progress = terminalProgress(screen);
    progress.say("idfint: rendering");
    vi.advanceTimersByTime(900);
    progress.end();
    vi.advanceTimersByTime(5_000);
    expect(screen.written).toEqual([]);
  });

  it("shows the last step after a second, then each new one, and wipes the line at the end", () => {
    const screen = terminal(true);
    const progress = terminalProgress(screen);
    progress.say("idfint: rendering");
    vi.advanceTimersByTime(1_000);
    progress.say("idfint: comparing 58 objects");
    progress.end();
    expect(screen.written).toEqual(["<wipe>idfint: rendering", "<wipe>idfint: comparing 58 objects", "<wipe>"]);
  });

  it("keeps to one line", () => {
    const screen = terminal(true);
    const progress = terminalProgress(screen);
    progress.say("x".repeat(100));
    vi.advanceTimersByTime(1_000);
    expect(screen.written[0]).toBe(`<wipe>${"x".repeat(39)}`);
    progress.end();
  });

  it("writes nothing to a pipe", () => {
    const screen = terminal(false);
    const progress = terminalProgress(screen);
    progress.say("idfint: rendering");
    vi.advanceTimersByTime(2_000);
    progress.end();
    expect(screen.written).toEqual([]);
  });
});
