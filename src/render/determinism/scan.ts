import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { ChartFile } from "../files.ts";

/** What a chart's text says about whether two renders can differ. */
export interface StabilityScan {
  /** True when some template calls a function whose result changes from one call to the next. */
  readonly suspicious: boolean;
  /** Templates that ask for the time, with that question answered by a fixed date: by their path in the chart. */
  readonly frozen: ReadonlyMap<string, string>;
}

/** Functions of Sprig and Helm that are random, salted or, for a map's keys and values, in no fixed order. */
const RANDOM =
  /(?<![\w.$"'-])(?:rand(?:AlphaNum|Alpha|Numeric|Ascii|Bytes|Int)|uuidv4|genCA(?:WithKey)?|genSelfSignedCert(?:WithKey)?|genSignedCert(?:WithKey)?|genPrivateKey|htpasswd|bcrypt|encryptAES|shuffle|keys|values|getHostByName)(?![\w:-])/;
const CLOCK = /(?<![\w.$"'-])(?:now|ago|date|dateInZone|date_in_zone|htmlDate|htmlDateInZone)(?![\w:-])/;
const NOW = /(?<![\w.$"'-])now(?![\w:-])/g;
const FIXED_DATE = '(toDate "2006-01-02" "2011-11-11")';
const ACTION = /\{\{[\s\S]*?\}\}/g;
const COMMENT = /^\{\{-?\s*\/\*/;

/** Reads what Helm would run as a template: every file but CRDs, since templates may read others and run them. */
export async function scanStability(files: readonly ChartFile[]): Promise<StabilityScan> {
  const frozen = new Map<string, string>();
  let suspicious = false;
  for (const file of files) {
    if (file.path.startsWith("crds/") || file.size === 0) continue;
    const text = await textOf(file);
    if (!text.includes("{{")) continue;
    const actions = (text.match(ACTION) ?? []).filter((action) => !COMMENT.test(action));
    const clock = actions.some((action) => CLOCK.test(action));
    suspicious ||= clock || actions.some((action) => RANDOM.test(action));
    if (clock && !isArchive(file)) frozen.set(file.path, freeze(text));
  }
  return { suspicious, frozen };
}

function freeze(text: string): string {
  return text.replaceAll(ACTION, (action) => (COMMENT.test(action) ? action : action.replaceAll(NOW, FIXED_DATE)));
}

/** A gzipped archive is searched once unpacked: the names of functions stand in it as plain text. */
async function textOf(file: ChartFile): Promise<string> {
  const bytes = await readFile(file.absolute);
  return isArchive(file) ? (await promisify(gunzip)(bytes)).toString("latin1") : bytes.toString("utf8");
}

function isArchive(file: ChartFile): boolean {
  return file.path.endsWith(".tgz");
}
