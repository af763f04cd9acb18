/** Writes docs/rules/README.md, the list of lint's rules. */
import { writeFile } from "node:fs/promises";
import { rulesPage } from "./rules-page.ts";

await writeFile("docs/rules/README.md", rulesPage());
