import { describe, expect, it, vi } from "vitest";
import { environmentIn, ReviewPlace } from "./place.ts";
import { plainTree } from "./trees.ts";

// Each test renders charts, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

const BROKEN = '{{ fail "no password" }}\n# kafka.strimzi.io\n';

describe("review: neighbours", () => {
  it("tells of one that does not render, and of the topic that goes beside it", async () => {
    await using place = await ReviewPlace.open(plainTree());
    await place.commit({ "environments/dev/broker.yaml": "topics:\n  - name: errors\n    partitions: 1\n" });
    await place.commit({ "charts/reader/templates/broken.yaml": BROKEN });
    await place.commit({ "environments/dev/broker.yaml": "topics: []\n" });
    const report = await place.review("main~1", "main");
    const { notes, resources } = environmentIn(report, "dev");
    expect(notes).toEqual(["what has to fit reader was not looked at, as that could not be rendered"]);
    expect(resources.flatMap(({ effects }) => effects)).toMatchObject([
      {
        name: "topic-deleted",
        message:
          "KafkaTopic errors is no longer declared here, though another application that could not be rendered may declare it; where it is pruned, Strimzi deletes topic errors and its messages.",
      },
    ]);
  });
});
