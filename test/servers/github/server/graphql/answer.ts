import {
  execute,
  type GraphQLError,
  type GraphQLFieldResolver,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from "graphql";
import type { RequestLog } from "../request-log.ts";
import { asGraphql, GraphqlRefusal, NotBuilt } from "./refusal.ts";
import { type GraphqlWorld, rootOf } from "./root.ts";
import { graphqlSchema } from "./schema.ts";

/** A GraphQL request that could be read. */
export interface ReadQuery {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly mutation: boolean;
  /** The fields it begins with: `resolveReviewThread`. */
  readonly fields: readonly string[];
}

/** Null when the body holds no query, or one that cannot be parsed. */
export function readQuery(body: unknown): ReadQuery | null {
  if (body === null || typeof body !== "object" || !("query" in body) || typeof body.query !== "string") return null;
  const variables = "variables" in body && body.variables !== null ? Object.entries(Object(body.variables)) : [];
  const operation = operationOf(body.query);
  if (operation === null) return null;
  const selections = operation.selectionSet.selections;
  return {
    query: body.query,
    variables: Object.fromEntries(variables),
    mutation: operation.operation === "mutation",
    fields: selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : [])),
  };
}

function operationOf(query: string): OperationDefinitionNode | null {
  try {
    const found = parse(query).definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
    return found?.kind === Kind.OPERATION_DEFINITION ? found : null;
  } catch {
    return null;
  }
}

/** Checks a query against GitHub's schema and executes it. What the schema refuses is a mistake of the caller. */
export async function answerGraphql(
  world: GraphqlWorld & { readonly log: RequestLog; readonly env: NodeJS.ProcessEnv },
  read: ReadQuery,
): Promise<object> {
  const schema = await graphqlSchema(world.env);
  const document = parse(read.query);
  const invalid = validate(schema, document);
  const name = `graphql ${read.fields.join(" ")}`;
  if (invalid.length > 0) {
    world.log.violate(
      name,
      invalid.map(({ message }) => ({ field: "query:", why: message })),
    );
    return { errors: invalid.map((error) => error.toJSON()) };
  }
  const result = await execute({
    schema,
    document,
    rootValue: rootOf(world),
    variableValues: read.variables,
    fieldResolver: resolveField,
  });
  const errors = result.errors ?? [];
  world.log.violate(
    name,
    errors.filter(isViolation).map((error) => ({ field: error.path?.join(".") ?? "variables:", why: error.message })),
  );
  return { data: result.data ?? null, ...(errors.length > 0 && { errors: errors.map(errorShape) }) };
}

/** Fields that this server does not fill are no nulls, they are gaps. */
const resolveField: GraphQLFieldResolver<unknown, unknown> = async (...[source, args, , { fieldName, parentType }]) => {
  const value: unknown = Object(source)[fieldName];
  if (value === undefined) throw new NotBuilt(`the server for tests has no ${parentType.name}.${fieldName}`);
  try {
    return await (typeof value === "function" ? value(args) : value);
  } catch (error) {
    throw asGraphql(error);
  }
};

function isViolation(error: GraphQLError): boolean {
  return !(error.originalError instanceof GraphqlRefusal);
}

function errorShape(error: GraphQLError): object {
  const { originalError } = error;
  const type = originalError instanceof GraphqlRefusal ? { type: originalError.type } : {};
  return { ...type, path: error.path ?? [], locations: error.locations ?? [], message: error.message };
}
