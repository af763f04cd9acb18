/** The truth table: what is done to live objects, and what must be reported of it. Written from the rules, not from the tool. */
import { APPLIERS } from "./appliers.ts";
import { ATOMIC_LISTS } from "./atomic-lists.ts";
import { AUTOSCALERS } from "./autoscalers.ts";
import { CONTROLLERS } from "./controllers.ts";
import { DEFAULTS } from "./defaults.ts";
import { GIT_SIDE } from "./git-side.ts";
import { KUBECTL_SET } from "./kubectl-set.ts";
import { LISTS } from "./lists.ts";
import { MAPS } from "./maps.ts";
import { MARKS } from "./marks.ts";
import { OBJECTS } from "./objects.ts";
import type { Row } from "./row.ts";
import { SCALARS } from "./scalars.ts";
import { SECRETS } from "./secrets.ts";
import { SPELLINGS } from "./spellings.ts";
import { STRIMZI_LISTS } from "./strimzi-lists.ts";
import { STRIMZI_MAPS } from "./strimzi-maps.ts";
import { STRIMZI_SCALARS } from "./strimzi-scalars.ts";
import { TOOLS } from "./tools.ts";

export { type At, type Expected, type How, type Row, WAYS, type Way, type Writer } from "./row.ts";
export { toYaml } from "./yaml-text.ts";

/** Every row, by theme. */
export const TABLES: Readonly<Record<string, readonly Row[]>> = {
  scalars: [...SCALARS, ...STRIMZI_SCALARS],
  maps: [...MAPS, ...STRIMZI_MAPS],
  lists: LISTS,
  "atomic lists": [...ATOMIC_LISTS, ...STRIMZI_LISTS],
  spellings: SPELLINGS,
  defaults: DEFAULTS,
  controllers: [...CONTROLLERS, ...AUTOSCALERS],
  "kubectl's verbs": [...TOOLS, ...KUBECTL_SET],
  appliers: APPLIERS,
  marks: MARKS,
  objects: OBJECTS,
  "git's side": GIT_SIDE,
  secrets: SECRETS,
};
