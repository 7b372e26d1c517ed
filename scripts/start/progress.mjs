const isChinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
const isTerminal = process.stdout.isTTY === true;

/** Picks the text for the person at the terminal. */
export function say(en, zh) {
  return isChinese ? zh : en;
}

/** Counts the steps of a command and shows each with the time it took. */
export function createProgress(total) {
  let number = 0;
  return {
    /** Runs `work`; what it returns is the word for the result (`already there`, `done`…). */
    async step(label, work) {
      number += 1;
      const title = `[${number}/${total}] ${label}`;
      const startedAt = performance.now();
      const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
      const ticker = isTerminal
        ? setInterval(() => process.stdout.write(`\r${title} … ${seconds()}`), 200)
        : undefined;
      if (!isTerminal) console.log(`${title} …`);
      try {
        const result = (await work()) ?? say('done', '完成');
        console.log(`${isTerminal ? '\r' : ''}${title}: ${result} (${seconds()})${isTerminal ? '    ' : ''}`);
      } finally {
        clearInterval(ticker);
      }
    },
  };
}
