import { type Asked, type Matcher, matches } from "./rules.ts";

/** A request that reached the proxy. */
export interface ProxiedRequest extends Asked {
  /** Null until it is answered, and when the connection was cut. */
  readonly status: number | null;
  /** Why the proxy could not pass it on or back; null when it could. A client that goes away is a failure too. */
  readonly failure: string | null;
}

/** How a request ended. */
interface Ending {
  status: number | null;
  failure: string | null;
}

/** What a proxy has seen, in the order of arrival. */
export class RequestLog {
  readonly #requests: { readonly asked: Asked; readonly ending: Ending }[] = [];

  /** Notes a request; the caller fills in its ending. */
  add(asked: Asked): Ending {
    const ending: Ending = { status: null, failure: null };
    this.#requests.push({ asked, ending });
    return ending;
  }

  requests(): ProxiedRequest[] {
    return this.#requests.map(({ asked, ending }) => ({ ...asked, ...ending }));
  }

  count(matcher: Matcher): number {
    return this.#requests.filter(({ asked }) => matches(matcher, asked)).length;
  }
}
