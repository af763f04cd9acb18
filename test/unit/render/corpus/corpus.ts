/** Which corpus the tests use. */
export const CORPUS = { seed: 20_261_124, times: 2 } as const;
