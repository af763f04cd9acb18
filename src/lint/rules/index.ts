/** The rules about values files and what they render to, one file each. */
import type { ApplicationRule } from "../traced.ts";

export const APPLICATION_RULES: readonly ApplicationRule[] = [];
