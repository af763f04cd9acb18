#!/usr/bin/env node
import { enableCompileCache } from "node:module";

const OLDEST_NODE = 24;

if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
  process.stderr.write(`holdfast needs Node ${OLDEST_NODE} or newer, this is ${process.versions.node}.\n`);
  process.exit(1);
}
enableCompileCache();
const { start } = await import("./start.ts");
process.exitCode = await start(process.argv.slice(2));
