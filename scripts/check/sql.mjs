import { findInCode, isScript, isTest } from './sources.mjs';

const speaksSql = /\.(store|migration)\.ts$|^apps\/server\/src\/platform\//;
const buildsSql = /\.store\.ts$|^apps\/server\/src\/platform\/database\//;

/** @type {import('./run-rules.mjs').Rule} */
export const sql = {
  name: 'sql',
  holds: 'only stores and platform/database speak SQL, and values are always parameters',
  check({ sources }) {
    const server = sources.filter(
      ({ path }) => path.startsWith('apps/server/src/') && isScript(path) && !isTest(path),
    );
    const outsideStores = server.filter(({ path }) => !speaksSql.test(path));
    const outsideBuilders = server.filter(({ path }) => speaksSql.test(path) && !buildsSql.test(path));
    return [
      ...findInCode(
        outsideStores,
        /\.query(<[^(]*>)?\(/,
        'speaks SQL: move the statement into the store of the feature',
      ),
      ...findInCode(
        outsideBuilders,
        /\.query(<[^(]*>)?\(\s*`[^`]*\$\{/,
        'puts a value into the text of a statement: use $1, or move it to a store',
      ),
    ];
  },
};
