/** Whether the text of a chart's templates speaks of a values path at all: what no template mentions, none can read. */
export { type ChartText, readChartTexts } from "./chart-texts.ts";
export { createMentions, type Mentions } from "./mentions.ts";
