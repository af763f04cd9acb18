/** Text that the cluster would refuse as YAML. The message is one clause; `line` counts from 1, null when unknown. */
export class InvalidYaml extends Error {
  override readonly name = "InvalidYaml";
  readonly line: number | null;

  constructor(message: string, line: number | null) {
    super(message);
    this.line = line;
  }
}
