import { posix } from "node:path";

/** True for a relative path that does not leave the folder it starts from. */
export function staysInside(path: string): boolean {
  const tidy = posix.normalize(path);
  return (
    !posix.isAbsolute(tidy) && tidy !== ".." && !tidy.startsWith("../") && !path.includes("\0") && !path.includes("\\")
  );
}

/** The path without `./`, doubled and trailing slashes; the folder itself is `.`. */
export function tidyPath(path: string): string {
  return posix.normalize(path).replace(/(?<=.)\/$/, "");
}
