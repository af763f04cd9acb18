/** Reads a cluster once and prints what it found: the tests run it bundled, as a process of its own. */
import { connectKafka, directRoute } from "../../../../src/observe/kafka/index.ts";
import { read } from "../../../../src/vocabulary/index.ts";

const [port, username = "", password = ""] = process.argv.slice(2);
const reader = connectKafka({
  description: "Kafka",
  bootstrap: [{ host: "127.0.0.1", port: Number(port) }],
  credentials: async () => read({ tls: null, sasl: { mechanism: "SCRAM-SHA-512", username, password } }),
  route: directRoute(),
});
const state = await reader.state();
const messages = await reader.lastMessages(["described"]);
await reader.close();
process.stdout.write(JSON.stringify({ state, messages }));
