import { isScript } from './sources.mjs';

const most = 400;
const usual = 220;
const shareAbove = 0.05;

/** @type {import('./run-rules.mjs').Rule} */
export const size = {
  name: 'size',
  holds: `no file over ${most} lines, 95 % under ${usual}`,
  check({ sources }) {
    const files = sources
      .filter(({ path }) => isScript(path))
      .map(({ path, text }) => ({ file: path, lines: text.trimEnd().split('\n').length }));
    const tooLong = files.filter(({ lines }) => lines > most);
    const long = files.filter(({ lines }) => lines > usual).sort((a, b) => b.lines - a.lines);
    const violations = tooLong.map(({ file, lines }) => ({
      file,
      what: `has ${lines} lines: give its second idea a file`,
    }));
    if (long.length > files.length * shareAbove) {
      for (const { file, lines } of long.filter(({ lines: count }) => count <= most)) {
        violations.push({
          file,
          what: `has ${lines} lines; ${long.length} of ${files.length} files are over ${usual}`,
        });
      }
    }
    return violations;
  },
};
