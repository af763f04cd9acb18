/** The way through the code runs one way; see ARCHITECTURE.md. */
const pure = "^src/(vocabulary|compare|findings|masking|systems|report)/";

module.exports = {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "vocabulary-imports-nothing",
      severity: "error",
      from: { path: "^src/vocabulary/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: "^src/vocabulary/" },
    },
    {
      name: "pure-middle-has-no-effects",
      comment: "The pure middle never imports an adapter, the file system, a process or the network.",
      severity: "error",
      from: { path: pure, pathNot: "\\.test\\.ts$" },
      to: {
        path: "^(src/(cli|check|git|github|publish|observe/(?!.*(port|state)\\.ts$))/?|node:(fs|child_process|http|https|net|os)|fs|child_process|http|https|net|os)",
        pathNot: "^src/(observe/.*(port|state)|github/port)\\.ts$",
      },
    },
    {
      name: "only-verbs-know-the-terminal",
      severity: "error",
      comment: "The GitHub Action is the other way in; it runs the same verbs.",
      from: { path: "^src/(?!(cli|action)/)" },
      to: { path: "^src/(cli|action)/" },
    },
    {
      name: "adapters-do-not-know-the-pipeline",
      severity: "error",
      from: { path: "^src/(config|git|environments|render|observe|github)/" },
      to: { path: "^src/(check|explain|findings|lint|provenance|publish|report|review)/" },
    },
    {
      name: "one-client-per-outside-world",
      comment: "The Kubernetes client is known to its adapter only; so is git.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/observe/kubernetes/" },
      to: { path: "node_modules/@kubernetes/client-node" },
    },
    {
      name: "one-git",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/git/" },
      to: { path: "node_modules/simple-git" },
    },
    {
      name: "one-github",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/github/" },
      to: { path: "node_modules/(octokit|@octokit|bottleneck)/" },
    },
    {
      name: "one-clock",
      comment: "Cron expressions are known to the schedule only.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/schedule/" },
      to: { path: "node_modules/node-cron/" },
    },
    {
      name: "one-reader-of-kafka",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/observe/kafka/" },
      to: { path: "node_modules/(kafkajs|@platformatic/kafka)" },
    },
    {
      name: "one-object-store",
      comment: "Signed requests and XML are known to the object store's adapter only.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/observe/objectstore/" },
      to: { path: "node_modules/(aws4fetch|@rgrove/parse-xml)/" },
    },
    {
      name: "source-does-not-import-tests",
      severity: "error",
      from: { path: "^src/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(test|bench)/|\\.test\\.ts$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"], extensions: [".ts", ".js"] },
  },
};
