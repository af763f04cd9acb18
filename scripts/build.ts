/** Bundles the CLI and the GitHub Action into dist/: one chunk per verb, so that a verb loads only what it needs. */
import { chmod, rm } from "node:fs/promises";
import { bundle } from "./bundle.ts";

await rm("dist", { recursive: true, force: true });
await bundle({ holdfast: "src/cli/holdfast.ts", action: "src/action/action.ts" }, "dist");
await chmod("dist/holdfast.js", 0o755);
