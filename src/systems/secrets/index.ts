/** Secrets and what declares them, whichever part uses them. */
import { isSecretKind } from "../names.ts";
import type { System } from "../system.ts";

export const secrets: System = { name: "secrets", owns: isSecretKind };
