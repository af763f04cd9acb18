/** What came with a request, already of the types that GitHub's description gives it. */
export class Input {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: unknown) {
    this.#values = values !== null && typeof values === "object" ? Object.fromEntries(Object.entries(values)) : {};
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  /** @throws Error when it is absent: the description would have refused the request. */
  text(name: string): string {
    const value = this.#values[name];
    if (typeof value === "string") return value;
    if (typeof value === "number") return String(value);
    throw new Error(`${name} is not text`);
  }

  /** Null when it is absent or null. */
  optionalText(name: string): string | null {
    return this.#values[name] === undefined || this.#values[name] === null ? null : this.text(name);
  }

  number(name: string): number {
    const value = Number(this.#values[name]);
    if (Number.isNaN(value)) throw new Error(`${name} is not a number`);
    return value;
  }

  optionalNumber(name: string): number | null {
    return this.#values[name] === undefined || this.#values[name] === null ? null : this.number(name);
  }

  flag(name: string): boolean {
    return this.#values[name] === true;
  }

  /** The parts of a list, or none; text stands in `name` of its part. */
  list(name: string): readonly Input[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.map((item) => new Input(typeof item === "string" ? { name: item } : item)) : [];
  }

  /** An object within, empty when it is absent. */
  inner(name: string): Input {
    return new Input(this.#values[name]);
  }

  /** All of it, where nobody looks closer. */
  get values(): Readonly<Record<string, unknown>> {
    return this.#values;
  }
}
