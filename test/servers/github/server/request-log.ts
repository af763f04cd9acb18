/** A request that came in. */
export interface LoggedRequest {
  readonly method: string;
  /** Below the base path, with the query. */
  readonly path: string;
  /** GitHub's operation id; for GraphQL `graphql` and the fields asked for; null when GitHub has no such operation. */
  readonly operation: string | null;
  readonly fields: readonly string[];
  /** Anything that is not read only, asking for a token aside. */
  readonly write: boolean;
  readonly body: unknown;
  readonly userAgent: string;
  /** What was answered; null while it is not, and when the connection broke. */
  status: number | null;
}

/** A request that GitHub would not understand, or an answer that GitHub would not give. */
export interface Violation {
  readonly request: string;
  /** `body.output.title`. */
  readonly field: string;
  readonly why: string;
}

/** All that was asked, and all that was wrong with it. */
export class RequestLog {
  readonly requests: LoggedRequest[] = [];
  readonly violations: Violation[] = [];

  get writes(): number {
    return this.requests.filter(({ write }) => write).length;
  }

  violate(request: string, faults: readonly { readonly field: string; readonly why: string }[]): void {
    for (const { field, why } of faults) this.violations.push({ request, field, why });
  }

  /** @throws Error that names every violation. */
  demandNone(): void {
    if (this.violations.length === 0) return;
    const lines = this.violations.map(({ request, field, why }) => `${request}: ${field} ${why}`);
    throw new Error(`Not as GitHub describes its API:\n${lines.join("\n")}`);
  }
}
