import { describe, expect, it } from "vitest";
import type { Json } from "../../vocabulary/index.ts";
import type { ScalarForm } from "../schema/index.ts";
import { sameJson, sameScalar } from "./equal.ts";

describe("compare/values", () => {
  it.each<[ScalarForm | null, Json, Json, boolean]>([
    ["quantity", "1Gi", "1024Mi", true],
    ["quantity", "1Gi", 1_073_741_824, true],
    ["quantity", "1Gi", "1G", false],
    ["quantity", "0.5", "500m", true],
    ["quantity", "1e3", "1k", true],
    ["quantity", "1E3", 1000, true],
    ["quantity", "1E", "1000P", true],
    ["quantity", "1", 1, true],
    ["quantity", "1.0", "1", true],
    ["quantity", ".5Gi", "512Mi", true],
    ["quantity", "9007199254740993", "9007199254740992", false],
    ["quantity", "0", "0Gi", true],
    ["quantity", "-1", "1", false],
    ["quantity", "100n", "0.1u", true],
    ["quantity", "1e3k", "1000000", false],
    ["quantity", "much", "much more", false],
    ["quantity", "25%", "25%", true],
    ["int-or-string", 80, "80", true],
    ["int-or-string", "80", "080", false],
    ["int-or-string", "http", "https", false],
    ["date-time", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", true],
    ["date-time", "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z", false],
    ["byte", "YWJj", "YWJj\n", true],
    ["byte", "YWJj", "YWJk", false],
    [null, "1Gi", "1024Mi", false],
    [null, 1, "1", false],
    [null, true, "true", false],
    [null, 1, 1, true],
  ])("as %s, %j and %j are the same: %s", (...[form, a, b, same]) => {
    expect(sameScalar(a, b, { form, kafkaConfig: false })).toBe(same);
    expect(sameScalar(b, a, { form, kafkaConfig: false })).toBe(same);
  });

  it.each<[Json, Json, boolean]>([
    [10_485_760, "10485760", true],
    ["1.048576e+07", 10_485_760, true],
    [true, "true", true],
    [false, "true", false],
    [1, 1.5, false],
    ["1", "1.0", false],
    ["lz4", "zstd", false],
    [604_800_000, "604800001", false],
    [1, true, false],
  ])("in a Kafka config map, %j and %j are the same: %s", (a, b, same) => {
    expect(sameScalar(a, b, { form: null, kafkaConfig: true })).toBe(same);
    expect(sameScalar(b, a, { form: null, kafkaConfig: true })).toBe(same);
  });

  it.each<[Json | undefined, Json | undefined, boolean]>([
    [{ a: 1, b: null }, { a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [[1, 2], [2, 1], false],
    [undefined, null, true],
    [{}, [], false],
  ])("as JSON, %j and %j are the same: %s", (a, b, same) => {
    expect(sameJson(a, b)).toBe(same);
    expect(sameJson(b, a)).toBe(same);
  });
});
