import { expect, it } from "vitest";
import { markerFor } from "./marker.ts";

it.each([
  ["all environments", [], "review"],
  ["one", ["idfint"], "review:idfint"],
  ["several, in whatever order", ["idfprod", "idfint", "idfprod"], "review:idfint,idfprod"],
])("publish/marker: %s", (_what, names, marker) => {
  expect(markerFor("review", names)).toBe(marker);
});
