/** A file of the repository that Helm must not be let near. `path` is relative to the chart or the repository. */
export class UnsafeTree extends Error {
  override readonly name = "UnsafeTree";
  readonly path: string;

  constructor(path: string, why: string) {
    super(`${path} ${why}`);
    this.path = path;
  }
}
