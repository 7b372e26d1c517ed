/** The moment at which the first write was answered that was sent after `moment`; undefined when none was. */
export function firstSuccessAfter(log, moment) {
  const answered = log
    .flatMap(({ tries }) => tries)
    .filter((one) => one.sentAt >= moment && one.status >= 200 && one.status < 300)
    .map((one) => one.answeredAt);
  return answered.length > 0 ? Math.min(...answered) : undefined;
}

/** How many writes were sent more than once because an answer did not come. */
export function repeatedOf(log) {
  return log.filter(({ tries }) => tries.some(({ status }) => status === 0 || status >= 500)).length;
}

/** Writes that were in the database although their first answer never came: these must not act again. */
export async function committedUnanswered(ask, log) {
  const failed = new Map(
    log.flatMap(({ key, tries }) => {
      const last = tries.findLast(({ status }) => status === 0 || status >= 500);
      return last ? [[key, last.answeredAt]] : [];
    }),
  );
  const rows = await ask(
    `select key, (extract(epoch from created_at) * 1000)::float8 as at from platform.idempotency where key = any ($1)`,
    [[...failed.keys()]],
  );
  return rows.filter(({ key, at }) => at <= failed.get(key)).length;
}

/** Failed tries by what was answered; 0: no answer at all. */
export function failuresOf(log) {
  const counts = {};
  for (const { status } of log.flatMap(({ tries }) => tries))
    if (status === 0 || status >= 400) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
