import path from 'node:path';
import { runTool } from './run-tool.mjs';

/** @type {import('./run-rules.mjs').Rule} */
export const format = {
  name: 'format',
  holds: 'files are formatted and pass the linter (npx biome check --write)',
  async check({ root }) {
    const args = ['check', '--reporter=github', '--max-diagnostics=200', '--error-on-warnings'];
    const { code, output } = await runTool(root, 'node_modules/@biomejs/biome/bin/biome', args);
    const found = [
      ...output.matchAll(/^::(?:error|warning) title=([^,]*),file=([^,]*),line=(\d+).*?::(.*)$/gm),
    ];
    const violations = found.map(([, title, file, line, message]) => ({
      file: path.relative(root, file),
      line,
      what: `${title}: ${message}`,
    }));
    return code === 0 || violations.length > 0 ? violations : [{ what: output.slice(-2000) }];
  },
};
