/** Terraform's state, from a file. */
export { openTerraformState } from "./file/open.ts";
export type { TerraformReader } from "./port.ts";
