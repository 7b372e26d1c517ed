/** Reads an instance in the format of Solomon as a problem of tours (packages/routing). */
export function readSolomon(text: string): {
  jobs: {
    place: number;
    minutes: number;
    windows: { from: number; to: number }[];
    worth: number;
    load: number;
  }[];
  resources: {
    start: number;
    end: number;
    from: number;
    to: number;
    latest: number;
    breaks: never[];
    capacity: number;
  }[];
  places: number;
  travelMinutes: Float64Array;
  travelKm: Float64Array;
  costs: {
    perKm: number;
    perTravelMinute: number;
    perOvertimeMinute: number;
    perHandOver: number;
    perMovedMinute: number;
    perResource: number;
  };
  fewest: boolean;
};

/** Numbers from 0 to below 1 that are the same for the same seed. */
export function seeded(seed: number): () => number;
