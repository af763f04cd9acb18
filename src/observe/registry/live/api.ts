import { type ZodType, z } from "zod";
import { type Reading, read, unread } from "../../../vocabulary/index.ts";
import { accepted, type HttpExchange, type HttpSession, json } from "../../http/index.ts";

/** What Confluent's interface says in `error_code` beside HTTP 404. */
export const SUBJECT_NOT_FOUND = 40401;
export const SCHEMA_NOT_FOUND = 40403;
/** The subject exists or not, but has no level, or mode, of its own. */
export const NO_OWN_COMPATIBILITY = 40408;
export const NO_OWN_MODE = 40409;

/** What a GET is to give. */
export interface Question<T> {
  readonly path: string;
  readonly what: string;
  readonly schema: ZodType<T>;
}

/** A registry's interface, in one reading. */
export class RegistryApi {
  readonly #session: HttpSession;

  constructor(session: HttpSession) {
    this.#session = session;
  }

  /** The exchange as it is. */
  ask(path: string): Promise<HttpExchange> {
    return this.#session.get({ path, headers: { accept: ACCEPT } });
  }

  async get<T>({ path, what, schema }: Question<T>): Promise<Reading<T>> {
    return json(await this.ask(path), { what, schema });
  }

  /** As `get`; null where the server answers 404 with one of these codes. */
  async find<T>(question: Question<T>, absent: readonly number[]): Promise<Reading<T | null>> {
    const exchange = await this.ask(question.path);
    const code = errorCode(exchange);
    if (code !== null && absent.includes(code)) return read(null);
    return json(exchange, question);
  }

  /**
   * A list with all its pages. Confluent's server cuts lists at a length that its administrator sets; a server that
   * knows no pages answers with the same again.
   */
  async list<T>({ path, what, schema }: Question<readonly T[]>, keyOf: (item: T) => string): Promise<Reading<T[]>> {
    const items = new Map<string, T>();
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const reading = await this.get({ path: page === 0 ? path : from(path, items.size), what, schema });
      if (!reading.ok) return reading;
      const known = items.size;
      for (const item of reading.value) items.set(keyOf(item), item);
      if (items.size === known || items.size < SHORTEST_CUT) return read([...items.values()]);
    }
    return unread("truncated", what, `there are more than ${items.size}`);
  }
}

/** As the registry wants it; servers that know no vendor type take the other. */
const ACCEPT = "application/vnd.schemaregistry.v1+json, application/json;q=0.9";

/** Confluent's default is 1,000 schemas; a server is not expected to cut below this. */
const SHORTEST_CUT = 100;

/** At 1,000 a page more than a registry is known to hold. */
const MAX_PAGES = 100;

function from(path: string, offset: number): string {
  return `${path}${path.includes("?") ? "&" : "?"}offset=${offset}`;
}

const ERROR = z.object({ error_code: z.int() });

/** Confluent's code of a 404; null where the answer is something else. */
export function errorCode(exchange: HttpExchange): number | null {
  if (exchange.kind === "no-answer" || exchange.status !== 404) return null;
  const error = json({ ...exchange, status: 200 }, { what: "error", schema: ERROR });
  return error.ok ? error.value.error_code : null;
}

/** True where the server answers that it has no such interface, which is not an absent thing. */
export function isUnsupported(exchange: HttpExchange): boolean {
  const answer = accepted(exchange, "");
  return !answer.ok && answer.failure.reason === "unsupported";
}
