/** One managed resource of a state, whichever form the state has. */
export interface StateResource {
  /** `module.alerts["int"].google_storage_bucket.alerts[0]`. */
  readonly address: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Attributes that are sensitive as a whole. */
  readonly sensitive: ReadonlySet<string>;
}
