/** Nothing lost, nothing doubled, every invariant whole. */
export function isClean(result) {
  const wrong = ['lost', 'doubled', 'notDone', 'wrongSurveys', 'differentAnswers', 'serverEnded'];
  return wrong.every((name) => (result[name] ?? 0) === 0) && result.broken.length === 0;
}

/** The table for people, then what else each course has to say. */
export function print(results) {
  const rows = results.map((result) => ({
    course: result.course,
    kills: result.kills,
    acknowledged: result.acked,
    lost: result.lost,
    doubled: result.doubled,
    'first success, median s': seconds(middle(result.recoveryMs)),
    'worst s': seconds(Math.max(...result.recoveryMs)),
    invariants: result.broken.length === 0 ? 'hold' : 'BROKEN',
  }));
  console.table(rows);
  for (const { course, broken, recoveryMs, ...rest } of results) {
    console.log(`${course}: ${JSON.stringify(rest)}`);
    for (const { name, examples } of broken) console.log(`  BROKEN ${name} ${JSON.stringify(examples)}`);
  }
}

/** The same as figures for a file. */
export function figures({ course, kills, acked, lost, doubled, broken, recoveryMs }) {
  const figure = (name, value, unit) => ({ name: `${course}: ${name}`, value, unit });
  return [
    figure('kills', kills, 'kills'),
    figure('acknowledged', acked, 'writes'),
    figure('lost', lost, 'writes'),
    figure('doubled', doubled, 'writes'),
    figure('broken invariants', broken.length, 'invariants'),
    figure('time to first success, median', middle(recoveryMs) / 1000, 's'),
    figure('time to first success, worst', Math.max(...recoveryMs) / 1000, 's'),
  ];
}

function seconds(ms) {
  return (ms / 1000).toFixed(1);
}

function middle(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
