import { z } from "zod";

/** `true satisfies Same<A, B>` fails to compile when the two are not the same type. */
export type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

/** The JSON schema of a contract, as it is published in schema/. */
export function publishedSchema(contract: z.ZodType, title: string): Record<string, unknown> {
  const schema = z.toJSONSchema(contract, {
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      // In a JSON schema the word would mean that clients may not send it.
      delete jsonSchema.readOnly;
    },
  });
  return { ...schema, title };
}
