import { build } from "esbuild";

/** Bundles programs for Node into a folder: one chunk per dynamic import, so that each loads only what it needs. */
export async function bundle(programs: Readonly<Record<string, string>>, outdir: string): Promise<void> {
  await build({
    entryPoints: programs,
    outdir,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node24",
    legalComments: "none",
    logLevel: "warning",
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
}
