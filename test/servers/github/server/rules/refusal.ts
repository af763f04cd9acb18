/** One entry of `errors` in a 422. */
export interface FieldError {
  readonly resource: string;
  readonly field: string;
  readonly code: string;
  readonly message?: string;
}

/** GitHub says no, in GitHub's words. */
export class Refusal extends Error {
  readonly status: number;
  readonly errors: readonly (FieldError | string)[];

  constructor(status: number, message: string, errors: readonly (FieldError | string)[] = []) {
    super(message);
    this.status = status;
    this.errors = errors;
  }

  get body(): object {
    return {
      message: this.message,
      ...(this.errors.length > 0 && { errors: this.errors }),
      documentation_url: "https://docs.github.com/rest",
      status: String(this.status),
    };
  }
}

export function notFound(): Refusal {
  return new Refusal(404, "Not Found");
}

export function notAccessible(): Refusal {
  return new Refusal(403, "Resource not accessible by integration");
}

/** One field of a request breaks a rule that the description does not state. */
export function invalid(resource: string, field: string, message: string): Refusal {
  return new Refusal(422, "Validation Failed", [{ resource, field, code: "custom", message }]);
}
