import { type Construct, configMap, object } from "../fragment.ts";

/** Leaves that meet each other, and values that not every other value can stand in for. */
export const AWKWARD: readonly Construct[] = [
  {
    name: "numbers that are counted to",
    make: (random) => ({
      values: { count: random.between(2, 4), base: random.between(30, 60) },
      template: object(
        "Counted",
        "ID",
        "spec:\n  hosts:\n  {{- range $i := until (int @.count) }}\n  - host-{{ $i }}:{{ add $.Values.ID.base $i }}\n  {{- end }}\n",
      ),
      moves: `
        count -> Counted/ID /spec/hosts/2 condition absent optional
        count -> Counted/ID /spec/hosts/3 condition absent optional
        count -> Counted/ID /spec/hosts/4 condition absent optional
        count -> Counted/ID /spec/hosts condition optional
        count -> Counted/ID /spec/hosts/0 condition optional
        count -> Counted/ID /spec/hosts/1 condition optional
        count -> Counted/ID /spec/hosts/2 condition optional
        count -> Counted/ID /spec/hosts/3 condition optional
        base -> Counted/ID /spec/hosts/0
        base -> Counted/ID /spec/hosts/1
        base -> Counted/ID /spec/hosts/2 optional
        base -> Counted/ID /spec/hosts/3 optional`,
    }),
  },
  {
    name: "a table that another leaf chooses from",
    make: (random) => ({
      values: { size: "small", sizes: { small: { cpu: random.word() }, large: { cpu: random.word() } } },
      template: object("Chosen", "ID", "spec:\n  cpu: {{ (index @.sizes @.size).cpu }}\n"),
      moves: `
        size -> Chosen/ID /spec/cpu
        sizes.small.cpu -> Chosen/ID /spec/cpu same
        key:sizes.small -> Chosen/ID /spec/cpu optional`,
      still: ["sizes.large.cpu"],
      changes: { size: "large" },
    }),
  },
  {
    name: "leaves that are compared with each other",
    make: (random) => {
      const same = random.word();
      return {
        values: { one: same, two: same, low: 3, high: random.between(10, 90) },
        template: object(
          "Compared",
          "ID",
          "spec:\n  x: 1\n  {{- if eq @.one @.two }}\n  equal: 1\n  {{- end }}\n  {{- if lt (int @.low) (int @.high) }}\n  ordered: 1\n  {{- end }}\n  least: {{ min @.low @.high }}\n",
        ),
        moves: `
        one -> Compared/ID /spec/equal condition
        two -> Compared/ID /spec/equal condition
        low -> Compared/ID /spec/ordered condition
        low -> Compared/ID /spec/least
        high -> Compared/ID /spec/ordered condition
        high -> Compared/ID /spec/least`,
        changes: { low: 95, high: 1 },
      };
    },
  },
  {
    name: "lists that are sorted",
    make: (random) => {
      const hosts = [random.word(), random.word(), random.word()].sort();
      return {
        values: { hosts },
        template: object("Sorted", "ID", "spec:\n  hosts: {{ @.hosts | sortAlpha | uniq | toJson }}\n"),
        moves: [0, 1, 2]
          .flatMap((item) =>
            [0, 1, 2, 3].map((at) => `hosts[${item}] -> Sorted/ID /spec/hosts/${at}${item === at ? "" : " optional"}`),
          )
          .join("\n"),
      };
    },
  },
  {
    name: "texts that change their case or are cut",
    make: (random) => ({
      values: {
        kebab: `${random.word()}-${random.word()}`,
        title: random.word(),
        cut: `${random.word()}${random.word()}`,
        prefix: `v1.${random.between(2, 9)}.0`,
        escaped: `${random.word()} & ${random.word()}`,
      },
      template: configMap(
        'kebab: {{ @.kebab | camelcase }}\ntitle: {{ @.title | title }}\ncut: {{ @.cut | trunc 4 }}\nprefix: {{ @.prefix | trimPrefix "v" | quote }}\nescaped: {{ @.escaped | urlquery }}\n',
      ),
      moves: `
        kebab -> /data/kebab
        title -> /data/title
        cut -> /data/cut
        prefix -> /data/prefix
        escaped -> /data/escaped`,
      changes: { cut: "other", prefix: "v2.0.0" },
    }),
  },
  {
    name: "texts that hold data",
    make: (random) => ({
      values: {
        json: `{"host": "${random.word()}", "port": ${random.between(2000, 9000)}}`,
        yaml: `name: ${random.word()}\n`,
        encoded: Buffer.from(`${random.word()}-${random.word()}`).toString("base64"),
        url: `https://${random.word()}.example.org:8443/x`,
      },
      template: object(
        "Parsed",
        "ID",
        'spec:\n  host: {{ (fromJson @.json).host }}\n  port: {{ (fromJson @.json).port }}\n  name: {{ get (fromYaml @.yaml) "name" }}\n  decoded: {{ @.encoded | b64dec | quote }}\n  from: {{ (urlParse @.url).host }}\n',
      ),
      moves: `
        json -> Parsed/ID /spec/host
        json -> Parsed/ID /spec/port
        yaml -> Parsed/ID /spec/name
        encoded -> Parsed/ID /spec/decoded
        url -> Parsed/ID /spec/from`,
      changes: {
        json: '{"host": "other", "port": 1}',
        yaml: "name: other\n",
        encoded: "b3RoZXI=",
        url: "https://other.example.org/x",
      },
    }),
  },
  {
    name: "versions that decide",
    make: (random) => ({
      values: { version: "4.1.0", pattern: random.word(), count: 0, minus: -5 },
      template: object(
        "Versioned",
        "ID",
        'spec:\n  version: {{ @.version | quote }}\n  {{- if semverCompare ">=4.0.0" @.version }}\n  kraft: 1\n  {{- end }}\n  {{- if regexMatch "^[a-z]+$" @.pattern }}\n  letters: 1\n  {{- end }}\n  count: {{ @.count }}\n  minus: {{ @.minus }}\n',
      ),
      moves: `
        version -> Versioned/ID /spec/version same
        version -> Versioned/ID /spec/kraft condition optional
        pattern -> Versioned/ID /spec/letters condition optional
        count -> Versioned/ID /spec/count same
        minus -> Versioned/ID /spec/minus same`,
      still: ["pattern"],
      changes: { version: "4.2.0" },
    }),
  },
  {
    name: "a leaf that stands in for another",
    make: (random) => ({
      values: {
        own: { zone: random.word() },
        common: { zone: random.word(), size: random.word() },
        empty: { size: "" },
      },
      template: configMap(
        "zone: {{ @.own.zone | default @.common.zone }}\nsize: {{ @.empty.size | default @.common.size }}\n",
      ),
      moves: `
        own.zone -> /data/zone same
        common.size -> /data/size same
        empty.size -> /data/size`,
      still: ["common.zone"],
      changes: { "empty.size": "other" },
    }),
  },
];
