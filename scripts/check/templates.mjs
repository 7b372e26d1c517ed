/** @type {import('./run-rules.mjs').Rule} */
export const templates = {
  name: 'templates',
  holds: 'templates are JSON that parses, and not one line of code',
  check: ({ sources }) => sources.filter(({ path }) => path.startsWith('templates/')).flatMap(checkFile),
};

function checkFile({ path, text }) {
  if (path.endsWith('.md')) return [];
  if (!path.endsWith('.json')) {
    return [{ file: path, what: 'is not JSON: teach the platform what the template needs, in general form' }];
  }
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    return [{ file: path, what: `does not parse: ${error.message}` }];
  }
}
