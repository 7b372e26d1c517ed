/** Runs many random histories, several at a time. */
export function simulate(options: {
  app: string;
  lanes: object[];
  runs: number;
  seed: string | number;
  first?: number;
}): Promise<{
  histories: number;
  entries: number;
  refused: number;
  conflicts: number;
  cuts: number;
  broken: { seed: string; message: string }[];
}>;
