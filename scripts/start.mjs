/**
 * `npm start`: from a fresh clone to a running Fieldwork. See scripts/start/run.mjs for the steps.
 *
 * This file imports nothing, so that a Node that is too old still gets as far as the sentence about it.
 */
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Fieldwork needs Node.js 20.19 or newer; this is ${process.version}. Install it from https://nodejs.org`,
  );
  console.error(
    `Fieldwork 需要 Node.js 20.19 或更新版本，当前为 ${process.version}，请从 https://nodejs.org 安装`,
  );
  process.exit(1);
}
import('./start/run.mjs').then(({ run }) => run());
