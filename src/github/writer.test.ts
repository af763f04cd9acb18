import { describe, expect, it } from "vitest";
import { SkippedWrite, UncertainWrite } from "./failure.ts";
import { changeOnce, LIVE, makeOnce, rehearsal } from "./writer.ts";

/** What octokit throws: without a response where none came. */
function failure(status: number): Error {
  return Object.assign(new Error("failed"), {
    status,
    ...(status !== 0 && { response: { status, data: {}, headers: {} } }),
  });
}

/** A place that things are made in; each try may fail before or after the thing is there. */
class Shelf {
  readonly made: number[] = [];
  readonly pauses: number[] = [];
  readonly #tries: ("ok" | "lost" | number)[];
  #looks: number[];

  constructor(tries: ("ok" | "lost" | number)[], looks: number[] = []) {
    this.#tries = tries;
    this.#looks = looks;
  }

  once(): Promise<number> {
    const pause = async (seconds: number): Promise<void> => void this.pauses.push(seconds);
    return makeOnce(
      {
        what: "make it",
        make: async () => {
          const next = this.#tries.shift() ?? "ok";
          if (typeof next === "number") throw failure(next);
          this.made.push(this.made.length + 1);
          if (next === "lost") throw failure(0);
          return this.made.length;
        },
        look: async () => {
          const status = this.#looks.shift();
          if (status !== undefined) throw failure(status);
          return this.made.at(0) ?? null;
        },
      },
      { writer: LIVE, pause },
    );
  }
}

describe("github/writer", () => {
  it.each([
    ["when all is well", ["ok"], []],
    ["when the answer is lost", ["lost"], [1]],
    ["when nothing was made", [502, 0, "ok"], [1, 2]],
    ["when something else was written at the same moment", [409, "ok"], [1]],
  ] as const)("makes one %s", async (_, tries, pauses) => {
    const shelf = new Shelf([...tries]);
    expect(await shelf.once()).toBe(1);
    expect(shelf.made).toEqual([1]);
    expect(shelf.pauses).toEqual(pauses);
  });

  it("gives up after three tries, and then it is known that nothing is there", async () => {
    const shelf = new Shelf([502, 502, 502, "ok"]);
    await expect(shelf.once()).rejects.toMatchObject({ status: 502 });
    expect(shelf.made).toEqual([]);
  });

  it.each([403, 404, 410, 422, 429])("does not try again after %i", async (status) => {
    const shelf = new Shelf([status]);
    await expect(shelf.once()).rejects.toMatchObject({ status });
    expect(shelf.pauses).toEqual([]);
  });

  it("does not make another one where it cannot look", async () => {
    const shelf = new Shelf(["lost"], [503]);
    await expect(shelf.once()).rejects.toThrow(UncertainWrite);
    expect(shelf.made).toEqual([1]);
  });

  it("does not hide a bug", async () => {
    const bug = () => Promise.reject(new TypeError("a bug"));
    await expect(changeOnce(LIVE, "change it", bug)).rejects.toThrow(TypeError);
  });

  it("does not know whether a change without an answer happened", async () => {
    await expect(changeOnce(LIVE, "change it", () => Promise.reject(failure(0)))).rejects.toThrow(UncertainWrite);
    await expect(changeOnce(LIVE, "change it", () => Promise.reject(failure(404)))).rejects.toMatchObject({
      status: 404,
    });
  });

  it("says in a dry run what it would write, and writes nothing", async () => {
    const said: string[] = [];
    const write = rehearsal((line) => said.push(line)).write("edit the comment", () =>
      Promise.reject(new Error("written")),
    );
    await expect(write).rejects.toThrow(SkippedWrite);
    expect(said).toEqual(["Dry run: would edit the comment."]);
  });
});
