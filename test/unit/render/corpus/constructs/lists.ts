import { type Construct, configMap, object } from "../fragment.ts";

/** Lists as a whole, item by item, and by their length. */
export const LISTS: readonly Construct[] = [
  {
    name: "list by toYaml",
    make: (random) => ({
      values: { args: [random.word(), random.word(), random.word()] },
      template: object("Listed", "ID", "spec:\n  args:\n    {{- toYaml @.args | nindent 4 }}\n"),
      moves: `
        args[0] -> Listed/ID /spec/args/0 list-item
        args[1] -> Listed/ID /spec/args/1 list-item
        args[2] -> Listed/ID /spec/args/2 list-item`,
    }),
  },
  {
    name: "list by range",
    make: (random) => ({
      values: {
        hosts: [random.word(), random.word()],
        ports: [random.between(2000, 4000), random.between(5000, 9000)],
      },
      template: object(
        "Ranged",
        "ID",
        "spec:\n  hosts:\n  {{- range @.hosts }}\n  - {{ . | quote }}\n  {{- end }}\n  urls:\n  {{- range $i, $host := @.hosts }}\n  - name: host-{{ $i }}\n    url: https://{{ $host }}\n  {{- end }}\n  ports: {{ @.ports | toJson }}\n",
      ),
      moves: `
        hosts[0] -> Ranged/ID /spec/hosts/0 list-item
        hosts[1] -> Ranged/ID /spec/hosts/1 list-item
        hosts[0] -> Ranged/ID /spec/urls/0/url formatted
        hosts[1] -> Ranged/ID /spec/urls/1/url formatted
        ports[0] -> Ranged/ID /spec/ports/0 list-item
        ports[1] -> Ranged/ID /spec/ports/1 list-item`,
    }),
  },
  {
    name: "list of maps",
    make: (random) => ({
      values: { env: [0, 1, 2].map(() => ({ name: random.word(), value: random.word() })) },
      template: object("Env", "ID", "spec:\n  env:\n    {{- toYaml @.env | nindent 4 }}\n"),
      moves: [0, 1, 2]
        .map(
          (index) => `
        env[${index}].name -> Env/ID /spec/env/${index}/name same
        env[${index}].value -> Env/ID /spec/env/${index}/value same
        key:env[${index}].name -> Env/ID /spec/env/${index}/name key optional
        key:env[${index}].value -> Env/ID /spec/env/${index}/value key optional`,
        )
        .join(""),
    }),
  },
  {
    name: "list of maps that become objects",
    make: (random) => {
      const topics = [0, 1].map(() => ({
        name: `ID-${random.word()}`,
        partitions: random.between(2, 40),
        owner: random.word(),
      }));
      return {
        values: { topics },
        template: `{{- range @.topics }}\n---\n${object("Topic", "{{ .name }}", "spec:\n  partitions: {{ .partitions }}\n  topic: {{ .name }}\n")}{{- end }}\n`,
        moves: topics
          .map(
            ({ name }, index) => `
        topics[${index}].name -> Topic/${name} /metadata/name same
        topics[${index}].name -> Topic/${name} /spec/topic same
        topics[${index}].partitions -> Topic/${name} /spec/partitions same`,
          )
          .join(""),
        unread: ["topics[0].owner", "topics[1].owner"],
      };
    },
  },
  {
    name: "single items of a list",
    make: (random) => ({
      values: { all: [random.word(), random.word(), random.word()] },
      template: configMap("first: {{ first @.all }}\nsecond: {{ index @.all 1 }}\n"),
      moves: `
        all[0] -> /data/first
        all[1] -> /data/second`,
      still: ["all[2]"],
    }),
  },
  {
    name: "length of a list",
    make: (random) => ({
      values: { brokers: [random.word(), random.word()] },
      template: configMap("count: {{ len @.brokers | quote }}\n"),
      still: ["brokers[0]", "brokers[1]"],
    }),
  },
  {
    name: "nested lists",
    make: (random) => ({
      values: {
        groups: [
          { name: random.word(), members: [random.word(), random.word()] },
          { name: random.word(), members: [random.word()] },
        ],
      },
      template: object(
        "Groups",
        "ID",
        "spec:\n  members:\n  {{- range $group := @.groups }}\n  {{- range $group.members }}\n  - {{ $group.name }}/{{ . }}\n  {{- end }}\n  {{- end }}\n",
      ),
      moves: `
        groups[0].name -> Groups/ID /spec/members/0
        groups[0].name -> Groups/ID /spec/members/1
        groups[0].members[0] -> Groups/ID /spec/members/0
        groups[0].members[1] -> Groups/ID /spec/members/1
        groups[1].name -> Groups/ID /spec/members/2
        groups[1].members[0] -> Groups/ID /spec/members/2`,
    }),
  },
  {
    name: "empty lists and maps",
    make: () => ({
      values: { tolerations: [], selector: {}, taken: [], shown: {} },
      template: object(
        "Empty",
        "ID",
        "spec:\n  always: 1\n  {{- with @.tolerations }}\n  tolerations: {{ toJson . }}\n  {{- end }}\n  {{- with @.selector }}\n  selector: {{ toJson . }}\n  {{- end }}\n  taken: {{ toJson @.taken }}\n  shown: {{ toJson @.shown }}\n",
      ),
      moves: `
        tolerations -> Empty/ID /spec/tolerations absent
        selector -> Empty/ID /spec/selector absent
        taken -> Empty/ID /spec/taken
        shown -> Empty/ID /spec/shown`,
      changes: { tolerations: ["a"], selector: { a: "b" }, taken: ["a"], shown: { a: "b" } },
    }),
  },
  {
    name: "nulls",
    make: (random) => ({
      values: { opt: null, given: random.word(), deflt: null },
      template: configMap(
        'given: {{ @.given }}\n{{- with @.opt }}\nopt: {{ . }}\n{{- end }}\ndeflt: {{ @.deflt | default "none" }}\n',
      ),
      moves: `
        opt -> /data/opt absent
        given -> /data/given same
        deflt -> /data/deflt`,
      changes: { opt: "other", deflt: "other" },
    }),
  },
];
