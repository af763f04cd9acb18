import { z } from "zod";

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const principal = z.union([z.literal("*"), z.record(z.string(), texts)]);

const statement = z.object({
  Effect: z.enum(["Allow", "Deny"]),
  Principal: principal.optional(),
  NotPrincipal: z.unknown().optional(),
  Condition: z.unknown().optional(),
});

/** The text of a bucket policy. */
export const POLICY = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "not JSON" });
      return z.NEVER;
    }
  })
  .pipe(z.object({ Statement: z.union([statement.transform((only) => [only]), z.array(statement)]) }));

type Policy = z.infer<typeof POLICY>;
type Statement = Policy["Statement"][number];

/** Whether a policy lets anybody in; null where conditions or denials decide, which are not judged here. */
export function opensToAll({ Statement: statements }: Policy): boolean | null {
  const open = statements.filter((each) => each.Effect === "Allow" && isForAll(each));
  if (open.length === 0) return false;
  const denied = statements.some((each) => each.Effect === "Deny" && isForAll(each));
  return !denied && open.some((each) => each.Condition === undefined) ? true : null;
}

function isForAll({ Principal: who, NotPrincipal: except }: Statement): boolean {
  if (except !== undefined || who === "*") return true;
  return who !== undefined && Object.values(who).some((names) => names.includes("*"));
}
