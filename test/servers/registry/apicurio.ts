import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cachedFolder, cacheRoot, type Progress } from "../kube/assets/cache.ts";
import { findJava } from "../kube/assets/java.ts";
import { runCommand } from "../kube/assets/run.ts";
import { waitFor } from "../kube/client/wait-for.ts";
import { freePorts } from "../kube/plane/ports.ts";
import { ProcessGroup } from "../kube/plane/process-group.ts";
import { RegistryServer } from "./server.ts";

const VERSION = "3.3.3";
const ARTEFACT = `io.apicurio:apicurio-registry-app:${VERSION}:tar.gz:all`;

/**
 * Starts Apicurio of its own on free loopback ports: a registry that speaks Confluent's interface with deviations.
 * @throws Error when it cannot be had (Maven, Java 21 or newer) or does not get ready.
 */
export async function startApicurio(): Promise<RegistryServer> {
  const java = await findJava(process.env, `Apicurio ${VERSION}`);
  const program = await apicurioProgram(process.env, (line) => process.stderr.write(`${line}\n`));
  const folder = await mkdtemp(join(tmpdir(), "holdfast-apicurio-"));
  const processes = new ProcessGroup(folder);
  const [port = 0, management = 0] = await freePorts(2);
  const url = `http://127.0.0.1:${port}/apis/ccompat/v7`;
  try {
    const settings = [
      `http.host=127.0.0.1`,
      `http.port=${port}`,
      "management.host=127.0.0.1",
      `management.port=${management}`,
    ];
    const args = ["-Xmx256m", ...settings.map((setting) => `-Dquarkus.${setting}`), "-jar", program];
    processes.start({ name: "apicurio", program: java, args });
    await waitFor(
      async () => {
        await processes.assertRunning();
        return (await fetch(`${url}/subjects`).catch(() => null))?.ok;
      },
      { what: "Apicurio to answer", timeoutMs: 90_000 },
    );
    return new RegistryServer({ url }, processes);
  } catch (error) {
    await processes.stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Apicurio's jar, fetched when it is absent (160 MB). @throws Error when Maven cannot fetch it. */
export async function apicurioProgram(env: NodeJS.ProcessEnv, progress: Progress): Promise<string> {
  const folder = await cachedFolder({
    folder: join(cacheRoot(env), "apicurio", VERSION),
    progress,
    make: async (partial) => {
      progress(`Fetching Apicurio ${VERSION} once for this machine (160 MB).`);
      const copy = ["dependency:copy", `-Dartifact=${ARTEFACT}`, `-DoutputDirectory=${partial}`];
      await runCommand({ program: "mvn", args: ["--quiet", "--batch-mode", ...copy], cwd: partial, env }).catch(
        (error: unknown) => {
          throw new Error(`Maven (mvn) could not fetch ${ARTEFACT}, which tests run against`, { cause: error });
        },
      );
      const [archive = ""] = (await readdir(partial)).filter((name) => name.endsWith(".tar.gz"));
      await runCommand({ program: "tar", args: ["-xzf", archive], cwd: partial, env });
      await rm(join(partial, archive));
    },
  });
  const files = await readdir(folder, { recursive: true });
  const found = files.find((name) => name.endsWith("quarkus-run.jar"));
  if (found === undefined) throw new Error(`${ARTEFACT} holds no quarkus-run.jar`);
  return join(folder, found);
}
