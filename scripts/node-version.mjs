/**
 * Is this Node new enough? Says so in words when not. Imports nothing and uses no new syntax,
 * so that a Node that is too old still gets as far as this sentence.
 */
export function isNodeNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return true;
  const is = process.version;
  console.error(
    `✗ Fieldwork needs Node.js 20.19 or newer; this is ${is}. Install it from https://nodejs.org`,
  );
  console.error(`✗ Fieldwork 需要 Node.js 20.19 或更新版本，当前为 ${is}，请从 https://nodejs.org 安装`);
  return false;
}
