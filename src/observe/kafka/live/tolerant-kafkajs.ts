/**
 * The inner parts of kafkajs 2.2.4 that talk to one broker, made to hand out answers that carry errors about single items.
 * As published, one partition without a leader or one missing topic turns the whole answer into an error; whoever calls
 * these must look at every error code. The package is pinned exactly.
 */
import Broker from "kafkajs/src/broker/index.js";
import loggers from "kafkajs/src/loggers/index.js";
import ConnectionPool from "kafkajs/src/network/connectionPool.js";
import RequestQueue from "kafkajs/src/network/requestQueue/index.js";
import configs0 from "kafkajs/src/protocol/requests/describeConfigs/v0/response.js";
import configs1 from "kafkajs/src/protocol/requests/describeConfigs/v1/response.js";
import configs2 from "kafkajs/src/protocol/requests/describeConfigs/v2/response.js";
import offsets1 from "kafkajs/src/protocol/requests/listOffsets/v1/response.js";
import offsets2 from "kafkajs/src/protocol/requests/listOffsets/v2/response.js";
import offsets3 from "kafkajs/src/protocol/requests/listOffsets/v3/response.js";
import metadata0 from "kafkajs/src/protocol/requests/metadata/v0/response.js";
import metadata1 from "kafkajs/src/protocol/requests/metadata/v1/response.js";
import metadata2 from "kafkajs/src/protocol/requests/metadata/v2/response.js";
import metadata3 from "kafkajs/src/protocol/requests/metadata/v3/response.js";
import metadata4 from "kafkajs/src/protocol/requests/metadata/v4/response.js";
import metadata5 from "kafkajs/src/protocol/requests/metadata/v5/response.js";
import metadata6 from "kafkajs/src/protocol/requests/metadata/v6/response.js";

const METADATA = [metadata0, metadata1, metadata2, metadata3, metadata4, metadata5, metadata6];
const CONFIGS = [configs0, configs1, configs2];
const OFFSETS = [offsets1, offsets2, offsets3];

for (const response of [...METADATA, ...CONFIGS, ...OFFSETS]) response.parse = async (decoded) => decoded;

/** As published, a timer runs every millisecond once a request was answered, even when nothing waits. */
const schedule = RequestQueue.prototype.scheduleCheckPendingRequests;
RequestQueue.prototype.scheduleCheckPendingRequests = function scheduleWhenNeeded() {
  if (this.pending.length > 0) schedule.call(this);
};

/** The client logs nothing, whatever its environment variable says. */
export const silentLogger = loggers.createLogger({ level: loggers.LEVELS.NOTHING, logCreator: () => () => undefined });

export { Broker, ConnectionPool };
