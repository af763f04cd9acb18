import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["src/**/*.test.ts", "test/unit/**/*.test.ts"],
          setupFiles: ["test/setup/node-version.ts"],
        },
      },
      {
        test: {
          name: "servers",
          include: ["test/servers/**/*.test.ts"],
          setupFiles: ["test/setup/node-version.ts"],
          globalSetup: ["test/servers/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
