import { describe, expect, it } from "vitest";
import type { Difference, Resource } from "../vocabulary/index.ts";
import { type Found, foldConsequences } from "./consequences.ts";
import { toFinding } from "./finding.ts";
import { CONTEXT, differenceOf, objectOf } from "./fixture.ts";

const TOPIC = objectOf("kafka.strimzi.io", "KafkaTopic", "alerts");
const BROKER: Resource = { type: "broker", cluster: "alert-broker", id: 3 };
const PAUSE = ["metadata", "annotations", "strimzi.io/pause-reconciliation"];

function found(part: Partial<Difference>): Found {
  const difference = differenceOf(part);
  return { difference, finding: toFinding(difference, CONTEXT) };
}

const paused = found({ resource: TOPIC, layer: "operator", path: PAUSE, reason: "paused", statement: "It is paused" });
const kafkaTopic: Resource = { type: "topic", cluster: "alert-broker", name: "alerts" };
const lags = found({
  resource: kafkaTopic,
  layer: "service",
  path: ["config", "retention.ms"],
  statement: "Kafka keeps less",
  cause: { resource: TOPIC, path: PAUSE },
});

describe("findings/consequences", () => {
  it("makes what follows from a finding a sentence of it", () => {
    const findings = foldConsequences([paused, lags]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ reason: "paused", consequences: ["Kafka keeps less."] });
  });

  it("leaves a consequence alone when its cause is not found", () => {
    expect(foldConsequences([lags])).toEqual([lags.finding]);
  });

  it("finds the cause below or above the named field, and nowhere else", () => {
    const whole = found({ resource: TOPIC, kind: "missing", path: [] });
    const annotations = found({ resource: TOPIC, path: PAUSE.slice(0, 2) });
    const elsewhere = found({ resource: TOPIC, path: ["spec", "partitions"] });
    expect(foldConsequences([whole, lags])).toHaveLength(1);
    expect(foldConsequences([annotations, lags])).toHaveLength(1);
    expect(foldConsequences([elsewhere, lags])).toHaveLength(2);
  });

  it("takes anything about the resource for the cause where no field is named", () => {
    const anything = found({ ...lags.difference, cause: { resource: TOPIC, path: null } });
    const elsewhere = found({ resource: TOPIC, path: ["spec", "partitions"] });
    expect(foldConsequences([elsewhere, anything])).toHaveLength(1);
  });

  it("goes from consequence to cause to the root", () => {
    const label = found({ resource: TOPIC, path: ["metadata", "labels"] });
    const ignored = found({ ...paused.difference, cause: { resource: TOPIC, path: ["metadata", "labels"] } });
    const findings = foldConsequences([lags, ignored, label]);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.consequences).toEqual(["It is paused.", "Kafka keeps less."]);
  });

  it("is as severe as the worst that follows", () => {
    const quiet = found({ resource: TOPIC, path: ["metadata", "labels", "team"], statement: "The label differs" });
    const dead = found({ ...lags.difference, kind: "missing", resource: TOPIC, path: [], cause: undefined as never });
    const loud = found({ ...dead.difference, resource: BROKER, cause: { resource: TOPIC, path: null } });
    const high = { ...loud, finding: { ...loud.finding, severity: "high" as const } };
    expect(quiet.finding.severity).toBe("low");
    expect(foldConsequences([quiet, high])[0]?.severity).toBe("high");
  });

  it("does not let a finding that drifts vanish in one that does not", () => {
    const pending = found({ ...paused.difference, kind: "pending", layer: "cluster" });
    expect(foldConsequences([pending, lags])).toHaveLength(2);
  });

  it("ends in a circle", () => {
    const one = found({ resource: TOPIC, cause: { resource: kafkaTopic, path: null } });
    const other = found({ ...lags.difference, cause: { resource: TOPIC, path: null } });
    expect(foldConsequences([one, other]).length).toBeGreaterThan(0);
  });
});
