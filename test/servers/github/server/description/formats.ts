/** The formats that GitHub's description names. */
export const FORMATS = {
  uri: (text: string) => URL.canParse(text),
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  timestamp: true,
  email: true,
  hostname: true,
  ipv4: true,
  int64: true,
  "repo.nwo": true,
  "ssh-key": true,
} as const;
