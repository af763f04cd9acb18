import { beforeAll, describe, expect, it } from "vitest";
import { told } from "../../../src/review/changes/testing/told.ts";
import { createNamespace } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import { ROWS } from "./rows.ts";
import { DEPLOYERS, isRefused, sidesOf } from "./updates.ts";

const plane = sharedPlane();

describe("review-effects/refused", () => {
  let namespace: string;

  beforeAll(async () => {
    namespace = await createNamespace(plane);
  });

  describe.each(Object.keys(DEPLOYERS) as (keyof typeof DEPLOYERS)[])("by %s", (deployer) => {
    it.each(ROWS.map((row, index) => ({ ...row, index })))("says of $what what the API server does", async (row) => {
      const sides = sidesOf(row, `${namespace}-${row.index}`);
      const [before, after] = sides;
      const said = told([before], [after]).some((line) => line.startsWith("refused: "));
      expect(said).toBe(await isRefused(plane, { namespace, sides, deployer }));
    });
  });

  it("asks the API server of as many changes that it takes as of such that it refuses", () => {
    const refused = ROWS.filter((row) => {
      const [before, after] = sidesOf(row, "a");
      return told([before], [after]).some((line) => line.startsWith("refused: "));
    });
    expect(refused.length).toBeGreaterThan(20);
    expect(ROWS.length - refused.length).toBeGreaterThan(20);
  });
});
