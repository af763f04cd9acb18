import { buildSchema, type GraphQLSchema } from "graphql";
import { GRAPHQL_SCHEMA, publishedFile } from "../description/published.ts";

let known: Promise<GraphQLSchema> | null = null;

/** GitHub's published schema; built once in a process, which takes half a second. */
export function graphqlSchema(env: NodeJS.ProcessEnv): Promise<GraphQLSchema> {
  known ??= publishedFile(GRAPHQL_SCHEMA, env).then((text) => buildSchema(text, { assumeValid: true }));
  return known;
}
