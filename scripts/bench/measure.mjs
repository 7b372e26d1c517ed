import autocannon from 'autocannon';

/** One burst of requests; answers the mean number per second and how many failed. */
export async function burst(target, seconds, connections) {
  const { requests, ...rest } = target;
  let next = 0;
  const result = await autocannon({
    ...rest,
    url: target.url,
    connections,
    duration: seconds,
    ...(requests ? { requests: [{ setupRequest: (request) => ({ ...request, ...requests(next++) }) }] } : {}),
  });
  return {
    perSecond: result.requests.average,
    failed: result.non2xx + result.errors,
    p99: result.latency.p99,
  };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
