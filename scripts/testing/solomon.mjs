/** Reads an instance in the format of Solomon (vehicles, capacity; then depot and customers) as a problem of tours. */
export function readSolomon(text) {
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const [vehicles, capacity] = lines.find((line) => line.length === 2 && line.every(Number.isFinite));
  const [depot, ...customers] = lines.filter((line) => line.length === 7 && line.every(Number.isFinite));
  const stops = [depot, ...customers];
  const travel = Float64Array.from(
    stops.flatMap(([, x, y]) => stops.map(([, a, b]) => Math.hypot(x - a, y - b))),
  );
  const [, , , , from, to] = depot;
  const resource = { start: 0, end: 0, from, to, latest: to, breaks: [], capacity };
  return {
    jobs: customers.map(([, , , load, first, last, minutes], index) => ({
      place: index + 1,
      minutes,
      windows: [{ from: first, to: last }],
      worth: 1e6,
      load,
    })),
    resources: Array.from({ length: vehicles }, () => resource),
    places: stops.length,
    travelMinutes: travel,
    travelKm: travel,
    costs: {
      perKm: 1,
      perTravelMinute: 0,
      perOvertimeMinute: 0,
      perHandOver: 0,
      perMovedMinute: 0,
      perResource: 0,
    },
    fewest: true,
  };
}

/** Numbers from 0 to below 1 that are the same for the same seed (mulberry32). */
export function seeded(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
