/** The server engine: the same rules, with the API server's dry runs in place of tables. */
export { compareOnServer, type ServerCompareInput, type ServerComparison } from "./compare.ts";
