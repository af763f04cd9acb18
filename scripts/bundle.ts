import { build, type Plugin } from "esbuild";

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
    plugins: [plainHttp, usedPartsOfKafka],
    // The usual entry reads its WebAssembly from a file beside it.
    alias: { "@platformatic/wasm-utils": "@platformatic/wasm-utils/bundled" },
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
}

/**
 * Takes node:http as an object instead of importing it: an import reads all of its properties, WebSocket among them, for
 * which Node loads its whole fetch at every start.
 */
const plainHttp: Plugin = {
  name: "plain-http",
  setup(building) {
    building.onResolve({ filter: /^(node:)?http$/ }, () => ({ path: "http", namespace: "plain-http" }));
    building.onLoad({ filter: /.*/, namespace: "plain-http" }, () => ({
      contents: 'module.exports = process.getBuiltinModule("node:http");',
    }));
  },
};

/** Leaves out what nothing uses of the second Kafka client: it does not say that its modules do nothing by themselves. */
const usedPartsOfKafka: Plugin = {
  name: "used-parts-of-kafka",
  setup(building) {
    building.onResolve({ filter: /^@platformatic\/kafka$/ }, async ({ path, pluginData, ...rest }) => {
      if (pluginData === usedPartsOfKafka.name) return null;
      const { importer, kind, resolveDir } = rest;
      const resolved = await building.resolve(path, { importer, kind, resolveDir, pluginData: usedPartsOfKafka.name });
      return { ...resolved, sideEffects: false };
    });
  },
};
