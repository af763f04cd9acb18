import type { ZodType } from "zod";
import { type Reading, read } from "../../../vocabulary/index.ts";
import { json } from "../../http/index.ts";
import { errorCode, NO_OWN_COMPATIBILITY, NO_OWN_MODE, type RegistryApi, SUBJECT_NOT_FOUND } from "./api.ts";
import { LEVEL, MODE } from "./schemas.ts";

/** A subject's own level or mode by its name; null where it inherits. */
export type OwnSettings = (name: string) => Reading<string | null>;

/** Levels of subjects, given the registry's. */
export function compatibilityOf(
  api: RegistryApi,
  names: readonly string[],
  inherited: Reading<string>,
): Promise<OwnSettings> {
  const level = LEVEL.transform(({ compatibilityLevel }) => compatibilityLevel.toUpperCase());
  return ownSettings({ api, names, inherited, kind: "config", absent: NO_OWN_COMPATIBILITY, schema: level });
}

/** Modes of subjects, given the registry's; a null one says that the server has no modes. */
export function modeOf(
  api: RegistryApi,
  names: readonly string[],
  inherited: Reading<string | null>,
): Promise<OwnSettings> {
  if (inherited.ok && inherited.value === null) return Promise.resolve(() => read(null));
  const mode = MODE.transform((value) => value.mode.toUpperCase());
  return ownSettings({ api, names, inherited, kind: "mode", absent: NO_OWN_MODE, schema: mode });
}

interface Wanted {
  readonly api: RegistryApi;
  readonly names: readonly string[];
  readonly inherited: Reading<string | null>;
  readonly kind: "config" | "mode";
  /** The code that says: none of its own. */
  readonly absent: number;
  readonly schema: ZodType<string>;
}

/** No registry holds a subject of this name. */
const NO_SUBJECT = "holdfast-asks-whether-unknown-subjects-have-settings";

async function ownSettings(wanted: Wanted): Promise<OwnSettings> {
  const asked = await Promise.all(wanted.names.map((name) => askOne(wanted, name)));
  const { inherited } = wanted;
  const unclear = (answer: Answer) => answer.reading.ok && answer.reading.value !== null && !differs(answer, inherited);
  const tells = !asked.some(unclear) || asked.some(({ code }) => code === wanted.absent) || (await probe(wanted));
  const settings = new Map(asked.map((answer) => [answer.name, tells ? answer.reading : guarded(answer, inherited)]));
  return (name) => settings.get(name) ?? read(null);
}

interface Answer {
  readonly name: string;
  readonly code: number | null;
  readonly reading: Reading<string | null>;
}

async function askOne({ api, kind, absent, schema }: Wanted, name: string): Promise<Answer> {
  const exchange = await api.ask(`/${kind}/${encodeURIComponent(name)}`);
  const code = errorCode(exchange);
  const none = code === absent || code === SUBJECT_NOT_FOUND;
  const what = `${kind === "config" ? "compatibility" : "mode"} of subject ${name}`;
  return { name, code, reading: none ? read(null) : json(exchange, { what, schema }) };
}

/**
 * Whether this server tells a subject's own setting from an inherited one. Apicurio answers with the registry's where
 * the subject has none: it does so, or finds no subject, for a name that nobody uses.
 */
async function probe(wanted: Wanted): Promise<boolean> {
  return (await askOne(wanted, NO_SUBJECT)).code === wanted.absent;
}

function differs({ reading }: Answer, inherited: Reading<string | null>): boolean {
  return reading.ok && inherited.ok && reading.value !== inherited.value;
}

/** For a server that does not tell: what equals the registry's setting counts as inherited. */
function guarded(answer: Answer, inherited: Reading<string | null>): Reading<string | null> {
  if (!answer.reading.ok || answer.reading.value === null || differs(answer, inherited)) return answer.reading;
  return inherited.ok ? read(null) : inherited;
}
