/**
 * A mistake that the user can mend: a wrong argument, configuration or file.
 * Its message is one sentence that says what is wrong, where, and what to do next. It ends the run with exit code 1.
 */
export class UserError extends Error {
  override readonly name = "UserError";
}

/** Several mistakes found at once, one sentence each. */
export class UserErrors extends UserError {
  readonly messages: readonly string[];

  constructor(messages: readonly string[]) {
    super(messages.join("\n"));
    this.messages = messages;
  }
}
