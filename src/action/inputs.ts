import { z } from "zod";
import { REVIEW_FORMATS } from "../cli/review-output.ts";
import { UserError } from "../errors/index.ts";
import { REPORT_FORMATS } from "../report/index.ts";
import { SEVERITIES } from "../vocabulary/index.ts";

/** When the step fails, by what the command line would have ended with. */
export const FAIL_ON = ["findings", "unknown", "never"] as const;

const VERBS = ["check", "review", "report"] as const;
export type ActionVerb = (typeof VERBS)[number];

/** An input that is left out is empty. */
const text = z.string().trim();
const orNull = text.transform((value) => (value === "" ? null : value));
const flag = z.enum(["true", "false", ""]).transform((value) => value === "true");

const schema = z
  .object({
    verb: z.enum(VERBS),
    environments: text.transform((names) => names.split(/\s+/).filter((name) => name !== "")),
    "working-directory": text.transform((folder) => (folder === "" ? "." : folder)),
    base: orNull,
    head: orNull,
    "pull-request": orNull.refine((number) => number === null || /^[1-9]\d{0,9}$/.test(number), "is no number"),
    cluster: flag,
    live: orNull,
    severity: z.enum([...SEVERITIES, ""]).transform((severity) => (severity === "" ? null : severity)),
    "fail-on": z.enum(FAIL_ON),
    "report-file": orNull,
    "report-format": z.enum(REPORT_FORMATS),
    "dry-run": flag,
    token: text,
    "api-url": orNull,
  })
  .refine((inputs) => inputs.verb !== "review" || REVIEW_FORMATS.some((format) => format === inputs["report-format"]), {
    path: ["report-format"],
    message: `is one of ${REVIEW_FORMATS.join(", ")} for a review`,
  });

export type Inputs = z.infer<typeof schema>;

/** The names of the inputs, as action.yml declares them. */
export const INPUT_NAMES = Object.keys(schema.shape) as readonly (keyof Inputs)[];

/**
 * The inputs of a step. The runner checks none of them, so they are checked here, all at once.
 * @param ask the text of an input by its name; empty where it is not set.
 * @throws UserError that names every input that is wrong.
 */
export function readInputs(ask: (name: string) => string): Inputs {
  const given = Object.fromEntries(INPUT_NAMES.map((name) => [name, ask(name)]));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new UserError(`The inputs of this step cannot be used. ${faults.join(". ")}.`);
}
