import { beforeAll, describe, expect, it } from "vitest";
import { type Example, flag, operationsOn, part, renderExample, topicNames } from "./example.ts";
import { SLOW } from "./helm.ts";
import { only, pick } from "./pick.ts";

describe("charts/simulator-couplings of idfprod", { timeout: SLOW }, () => {
  it("leave no trace of a simulator", async () => {
    const { objects, of } = await renderExample("idfprod");
    expect([...of.keys()]).not.toContain("alert-stream-simulator");
    expect(JSON.stringify(objects)).not.toContain("simulat");
  });
});

describe.each(["idfint", "idfdev"] as const)("charts/simulator-couplings of %s", { timeout: SLOW }, (environment) => {
  let example: Example;

  beforeAll(async () => {
    example = await renderExample(environment);
  }, SLOW);

  it("replays the static topic, which only its Job makes, into a topic that git declares", () => {
    const job = only(part(example, "alert-stream-simulator"), "Job");
    const replay = only(part(example, "alert-stream-simulator"), "Deployment");
    const fixed = flag(job, "dst-topic") ?? "";
    expect(flag(replay, "src-topic")).toBe(fixed);
    expect(topicNames(example)).not.toContain(fixed);
    expect(topicNames(example)).toContain(flag(replay, "dst-topic"));
    expect(pick(job, "metadata", "annotations")).toMatchObject({ "argocd.argoproj.io/hook": "Sync" });
    const user = only(part(example, "alert-stream-simulator"), "KafkaUser");
    expect(operationsOn(user, fixed)).toEqual(expect.arrayContaining(["Create", "Delete", "Read", "Write"]));
    expect(operationsOn(user, flag(replay, "dst-topic") ?? "")).toContain("Write");
  });

  it("writes a schema id of the form major * 100 + minor", () => {
    expect(flag(only(part(example, "alert-stream-simulator"), "Job"), "schema-id")).toMatch(/^\d{3,4}$/);
  });
});
