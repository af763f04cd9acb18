/** Checks the dependency rule, and that the checker really saw the code: it exits 0 on nothing. */
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTypeScriptConfig from "dependency-cruiser/config-utl/extract-ts-config";

const FEWEST_MODULES = 60;

const { output } = await cruise(["src"], await extractDepcruiseOptions("./.dependency-cruiser.cjs"), undefined, {
  tsConfig: extractTypeScriptConfig("./tsconfig.json"),
});
const { summary } = output as ICruiseResult;
for (const violation of summary.violations) {
  process.stderr.write(`${violation.rule.name}: ${violation.from} -> ${violation.to}\n`);
}
if (summary.totalCruised < FEWEST_MODULES) {
  process.stderr.write(`Only ${summary.totalCruised} modules were seen, at least ${FEWEST_MODULES} are expected.\n`);
  process.exitCode = 1;
}
if (summary.violations.length > 0) process.exitCode = 1;
process.stdout.write(`${summary.totalCruised} modules, ${summary.violations.length} broken dependency rules\n`);
