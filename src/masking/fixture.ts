import { createScrubber } from "./scrubber.ts";
import { LAST_APPLIED } from "./secret-values.ts";

export const base64 = (text: string): string => Buffer.from(text).toString("base64");

export const SECRET = {
  apiVersion: "v1",
  kind: "Secret",
  metadata: {
    name: "admin",
    annotations: {
      [LAST_APPLIED]: JSON.stringify({
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "admin" },
        data: { pin: base64("1234") },
      }),
    },
  },
  data: { pin: base64("1234"), password: base64("correct-horse") },
};

export function scrubberOfSecret(): ReturnType<typeof createScrubber> {
  const made = createScrubber();
  made.learn(SECRET);
  return made;
}
