/** The rules about values files and what they render to, one file each. */
import type { ApplicationRule } from "../traced.ts";
import { exponentNumbers } from "./artefacts/exponent-number.ts";
import { goArtefacts } from "./artefacts/go-artefact.ts";
import { duplicateValues } from "./duplicate-value.ts";
import { malformedIgnores } from "./malformed-ignore.ts";
import { nullValues } from "./null-value.ts";
import { restatedDefaults } from "./restated-default.ts";
import { joinedItems } from "./shapes/joined-item.ts";
import { otherTypes } from "./shapes/other-type.ts";
import { unreadValues } from "./unread/index.ts";
import { unsetConditions } from "./unset-condition.ts";

export const APPLICATION_RULES: readonly ApplicationRule[] = [
  unreadValues,
  nullValues,
  duplicateValues,
  otherTypes,
  joinedItems,
  unsetConditions,
  restatedDefaults,
  malformedIgnores,
  goArtefacts,
  exponentNumbers,
];
