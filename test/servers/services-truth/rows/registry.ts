import { register, registry } from "../moves/services.ts";
import { type Row, SILENT } from "../row.ts";
import { expected, schema, subject } from "./expect.ts";

const CUTOUT = '{"type":"record","name":"cutout","namespace":"lsst","fields":[{"name":"stamp","type":"bytes"}]}';
const RESPELLED =
  '{ "namespace": "lsst",\n "name": "cutout", "type": "record", "fields": [ {"type": "bytes", "name": "stamp"} ] }';
const OTHER = '{"type":"record","name":"cutout","namespace":"lsst","fields":[{"name":"stamp","type":"string"}]}';
const LONG = '{"type":"record","name":"other","namespace":"lsst","fields":[{"name":"n","type":"long"}]}';

const FOR_EVER = { forEver: true } as const;
const SOFTLY = { forEver: false } as const;

/** The subject anew, with this in place of what was there. */
function instead(text: string, id = 200) {
  return registry(async (hand) => {
    await hand.server.deleteSubject("cutout", true);
    await hand.register({ subject: "cutout", id, version: 1, schema: text });
  });
}

/** Schemas, ids, levels and modes. Nobody sets them right again: the sync Job runs only when Argo CD syncs. */
export const REGISTRY: readonly Row[] = [
  {
    what: "a version is deleted softly",
    moves: [registry((hand) => hand.deleteVersion("alert-packet", 2, SOFTLY))],
    expect: [expected(["missing", "service", schema(1001)])],
  },
  {
    what: "a version is deleted for ever",
    moves: [registry((hand) => hand.deleteVersion("alert-packet", 2, FOR_EVER))],
    expect: [expected(["missing", "service", schema(1001)])],
  },
  {
    what: "a subject is deleted softly",
    moves: [registry((hand) => hand.server.deleteSubject("cutout"))],
    expect: [expected(["missing", "service", subject("cutout")])],
  },
  {
    what: "a subject is deleted for ever",
    moves: [registry((hand) => hand.server.deleteSubject("cutout", true))],
    expect: [expected(["missing", "service", subject("cutout")])],
  },
  {
    what: "a schema has another id",
    moves: [instead(CUTOUT, 201)],
    expect: [expected(["changed", "service", subject("cutout"), "/versions/[version=1]/id"])],
  },
  {
    what: "a schema has another text",
    moves: [instead(OTHER)],
    expect: [expected(["changed", "service", subject("cutout"), "/versions/[version=1]/schema"])],
  },
  { what: "a schema is spelled in another way", moves: [instead(RESPELLED)], expect: SILENT },
  {
    what: "a schema refers to another version",
    moves: [
      registry(async (hand) => {
        await hand.deleteVersion("alert-packet", 2, FOR_EVER);
        await hand.register({ subject: "dia-source", id: 101, version: 2, schema: SOURCE_2 });
        await hand.register({
          ...{ subject: "alert-packet", id: 1001, version: 2, schema: ALERT_1 },
          references: [{ name: "lsst.diaSource", subject: "dia-source", version: 2 }],
        });
      }),
    ],
    expect: [
      expected(["changed", "service", subject("alert-packet"), "/versions/[version=2]/references"]),
      expected(["extra", "service", schema(101)], { reason: "undeclared" }),
    ],
  },
  {
    what: "a subject has a version that nobody declares",
    moves: [register({ subject: "cutout", id: 202, version: 2, schema: OTHER })],
    expect: [expected(["extra", "service", schema(202)], { reason: "undeclared" })],
  },
  {
    what: "there is a subject that nobody declares",
    moves: [register({ subject: "someone-elses-value", id: 5000, version: 1, schema: LONG })],
    expect: [expected(["extra", "service", subject("someone-elses-value")], { reason: "undeclared" })],
  },
  {
    what: "a producer registered the subject of its topic",
    moves: [register({ subject: "alerts-simulated-value", id: 5001, version: 1, schema: LONG })],
    expect: SILENT,
  },
  {
    what: "the registry demands another compatibility",
    moves: [registry((hand) => hand.server.setCompatibility(null, "BACKWARD"))],
    expect: [
      expected(["changed", "service", subject(null), "/compatibility"], { consequences: ["Subject dia-source"] }),
    ],
  },
  {
    what: "the registry demands full compatibility",
    moves: [registry((hand) => hand.server.setCompatibility(null, "FULL_TRANSITIVE"))],
    expect: [
      expected(["changed", "service", subject(null), "/compatibility"], { consequences: ["Subject dia-source"] }),
    ],
  },
  {
    what: "a subject demands another compatibility",
    moves: [registry((hand) => hand.server.setCompatibility("dia-source", "FORWARD"))],
    expect: [expected(["changed", "service", subject("dia-source"), "/compatibility"])],
  },
  {
    what: "a subject says itself what it inherits",
    moves: [registry((hand) => hand.server.setCompatibility("dia-source", "NONE"))],
    expect: SILENT,
  },
  {
    what: "a subject whose compatibility nobody declares demands another",
    moves: [registry((hand) => hand.server.setCompatibility("cutout", "FULL"))],
    expect: SILENT,
  },
  {
    what: "the registry is read-only",
    moves: [registry((hand) => hand.server.setMode(null, "READONLY"))],
    expect: [expected(["changed", "service", subject(null), "/mode"], { consequences: ["Subject alert-packet"] })],
  },
  {
    what: "the registry is left in mode import",
    moves: [registry((hand) => hand.server.setMode(null, "IMPORT", true))],
    expect: [expected(["changed", "service", subject(null), "/mode"], { consequences: ["Subject alert-packet"] })],
  },
  {
    what: "a subject is read-only",
    moves: [registry((hand) => hand.server.setMode("alert-packet", "READONLY"))],
    expect: [expected(["changed", "service", subject("alert-packet"), "/mode"])],
  },
];

const SOURCE_2 =
  '{"type":"record","name":"diaSource","namespace":"lsst","fields":[{"name":"id","type":"long"},{"name":"flux","type":["null","float"],"default":null}]}';
const ALERT_1 =
  '{"type":"record","name":"alert","namespace":"lsst","fields":[{"name":"alertId","type":"long"},{"name":"diaSource","type":"lsst.diaSource"},{"name":"observation","type":["null","string"],"default":null}]}';
