import { createHash } from "node:crypto";
import { readdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { cachedFolder, cacheRoot } from "./cache.ts";
import type { ProgramRequest } from "./programs.ts";
import { runCommand } from "./run.ts";

/** The Kubernetes that test/servers/kube/control-plane/go.mod asks for. */
export const KUBERNETES_VERSION = "1.37.2";

const SOURCE = join(import.meta.dirname, "..", "control-plane");
/** One binary that is any of these by the name it is called with. */
const NAMES = ["etcd", "kube-apiserver", "kube-controller-manager"];
const TICK_MS = 30_000;

/**
 * The folder of the cache that holds the control plane, built from its Go modules when it is absent (6 to 12 minutes
 * of two cores the first time, and about 4 GB of Go's caches).
 * @throws Error when it must be built and Go is absent.
 */
export async function builtControlPlane(request: ProgramRequest): Promise<string> {
  const root = join(cacheRoot(request.env), "control-plane");
  const source = await sourceHash();
  const goVersion = await askGoVersion(request.env);
  if (goVersion === null) return anyBuilt(root, source);
  return cachedFolder({
    folder: join(root, `${source}-${goVersion}`),
    progress: request.progress,
    make: (partial) => build(partial, request),
  });
}

/** Without Go a build that was brought along (a CI cache) still serves, whatever Go made it. */
async function anyBuilt(root: string, source: string): Promise<string> {
  const names = await readdir(root).catch(() => []);
  const found = names.find((name) => /^[0-9a-f]+-[^.]+(\.\d+)*$/.test(name) && name.startsWith(source));
  if (found !== undefined) return join(root, found);
  throw new Error(
    "There is no kube-apiserver: not in TEST_ASSET_KUBE_APISERVER, KUBEBUILDER_ASSETS, PATH or the cache " +
      `${root}, and Go is not on PATH to build one. Install Go 1.26 or point KUBEBUILDER_ASSETS to kube-apiserver and etcd.`,
  );
}

async function sourceHash(): Promise<string> {
  const hash = createHash("sha256").update(KUBERNETES_VERSION);
  for (const name of ["go.mod", "go.sum", "main.go"]) hash.update(await readFile(join(SOURCE, name)));
  return hash.digest("hex").slice(0, 16);
}

async function askGoVersion(env: NodeJS.ProcessEnv): Promise<string | null> {
  return runCommand({ program: "go", args: ["env", "GOVERSION"], cwd: SOURCE, env }).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
}

async function build(folder: string, { env, progress }: ProgramRequest): Promise<void> {
  const started = Date.now();
  let packages = 0;
  progress(`Building kube-apiserver ${KUBERNETES_VERSION} and etcd once for this machine, 6 to 12 minutes.`);
  const tick = setInterval(() => {
    progress(`${seconds(started)} s: ${packages} packages compiled of about 2,300.`);
  }, TICK_MS);
  try {
    await runCommand({
      program: "go",
      args: buildArguments(join(folder, "control-plane")),
      cwd: SOURCE,
      env: { ...env, GOGC: "off", CGO_ENABLED: "0" },
      onLine: () => {
        packages += 1;
      },
    });
  } finally {
    clearInterval(tick);
  }
  for (const name of NAMES) await symlink("control-plane", join(folder, name));
  progress(`Built the control plane in ${seconds(started)} s.`);
}

/** The server says its version only when the linker is told it; debug data would cost a minute and 30 MB. */
function buildArguments(target: string): string[] {
  const [major, minor] = KUBERNETES_VERSION.split(".");
  const version = "k8s.io/component-base/version";
  const symbols = [
    `${version}.gitVersion=v${KUBERNETES_VERSION}`,
    `${version}.gitMajor=${major}`,
    `${version}.gitMinor=${minor}`,
    `${version}.gitTreeState=clean`,
    `k8s.io/client-go/pkg/version.gitVersion=v${KUBERNETES_VERSION}`,
  ];
  const linker = ["-s", "-w", ...symbols.map((symbol) => `-X ${symbol}`)].join(" ");
  const flags = ["-v", "-trimpath", "-buildvcs=false", "-tags", "grpcnotrace", "-gcflags=all=-dwarf=false"];
  return ["build", ...flags, "-ldflags", linker, "-o", target, "."];
}

function seconds(started: number): number {
  return Math.round((Date.now() - started) / 1000);
}
