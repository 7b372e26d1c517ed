import { tell } from '../start/failure.mjs';
import { ensureInstalled } from '../start/install.mjs';
import { bundle } from './bundle.mjs';
import { deadCode } from './dead-code.mjs';
import { format } from './format.mjs';
import { names } from './names.mjs';
import { purity } from './purity.mjs';
import { size } from './size.mjs';
import { readSources } from './sources.mjs';
import { sql } from './sql.mjs';
import { templates } from './templates.mjs';
import { types } from './types.mjs';
import { words } from './words.mjs';

/**
 * @typedef {{ file?: string, line?: number, what: string }} Violation
 * @typedef {{ root: string, sources: { path: string, text: string, code: string }[] }} Workspace
 * @typedef {{ name: string, holds: string, check: (workspace: Workspace) => Violation[] | Promise<Violation[]> }} Rule
 */

const shownPerRule = 25;

/** Runs all rules, or those named. Gives the exit code: 0 when all hold. */
export async function runRules(root, wanted) {
  try {
    await ensureInstalled(root);
  } catch (error) {
    tell(error);
    return 1;
  }
  // Its tools are packages, so this rule can be loaded only now.
  const { imports } = await import('./imports.mjs');
  const rules = [format, types, imports, purity, sql, words, names, size, templates, bundle, deadCode];
  const chosen = wanted.length > 0 ? rules.filter((rule) => wanted.includes(rule.name)) : rules;
  const workspace = { root, sources: readSources(root) };
  let broken = 0;
  for (const rule of chosen) broken += (await runRule(rule, workspace)) ? 0 : 1;
  console.log(`${chosen.length - broken} rules hold, ${broken} broken`);
  return broken > 0 || chosen.length === 0 ? 1 : 0;
}

async function runRule(rule, workspace) {
  const startedAt = performance.now();
  let violations = [];
  try {
    violations = await rule.check(workspace);
  } catch (error) {
    violations = [{ what: `the rule itself failed: ${error.stack}` }];
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (violations.length === 0) {
    console.log(`✓ ${rule.name}: ${rule.holds} (${seconds} s)`);
    return true;
  }
  console.log(`✗ ${rule.name}: ${violations.length} broken (${seconds} s). Wanted: ${rule.holds}`);
  for (const { file, line, what } of violations.slice(0, shownPerRule)) {
    console.log(`    ${file ? `${file}${line ? `:${line}` : ''}  ` : ''}${what}`);
  }
  if (violations.length > shownPerRule) console.log(`    … and ${violations.length - shownPerRule} more`);
  return false;
}
