import { describe, expect, it } from "vitest";
import type { Collected } from "./collect.ts";
import { onceForSharedFiles } from "./once.ts";

function about(file: string | null, key: string): Collected {
  const resource = { type: "values", application: "broker", file } as const;
  const difference = {
    kind: "lost-intent",
    layer: "intent",
    resource,
    path: [key],
    attribution: null,
    reason: "unread-value",
    detail: null,
  } as const;
  return { application: "broker", difference };
}

describe("lint/once", () => {
  it("keeps a fault of a shared file in the first environment that has it", () => {
    const [first, second] = onceForSharedFiles([
      [about("values.yaml", "a")],
      [about("values.yaml", "a"), about("values.yaml", "b"), about("values-dev.yaml", "a")],
    ]);
    expect(first).toEqual([about("values.yaml", "a")]);
    expect(second).toEqual([about("values.yaml", "b"), about("values-dev.yaml", "a")]);
  });

  it("keeps what is about no file in every environment", () => {
    expect(onceForSharedFiles([[about(null, "a")], [about(null, "a")]])).toHaveLength(2);
    expect(onceForSharedFiles([[about(null, "a")], [about(null, "a")]])[1]).toHaveLength(1);
  });
});
