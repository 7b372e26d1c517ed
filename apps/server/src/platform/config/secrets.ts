import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Keys of this installation, 32 random bytes each, base64url. */
export class Secrets {
  /** Signs what leaves the server and comes back, such as public links. */
  readonly signingKey!: string;
  /** Encrypts what the database must not show, such as passwords of connectors. */
  readonly encryptionKey!: string;

  constructor(values: Readonly<Secrets>) {
    Object.assign(this, values);
  }
}

const WELL_KNOWN = /change.?me|secret|example|default|password|your[-_ ]|^(.)\1+$|^(0123|abcd|1234)/i;
const key = z
  .string()
  .refine((value) => Buffer.from(value, 'base64url').length >= 32 && !WELL_KNOWN.test(value), {
    message: 'is too short or a well-known sample; a key is at least 32 random bytes in base64url',
  });
const file = z.strictObject({ signingKey: key, encryptionKey: key });

/**
 * Reads `secrets.json` in the data folder, or makes it (mode 0600) at the first start.
 * @throws Error when the file is there but weak or damaged: running on with other keys would lose what they protect.
 */
export function loadSecrets(dataFolder: string): Secrets {
  const path = join(dataFolder, 'secrets.json');
  if (!existsSync(path)) return createSecrets(dataFolder, path);
  chmodSync(path, 0o600);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new Error(`${path} is not readable JSON. Restore it from a backup.`);
  }
  const result = file.safeParse(content);
  if (!result.success) {
    const first = result.error.issues[0];
    throw new Error(`${path}: ${first?.path.join('.')} ${first?.message}`);
  }
  return new Secrets(result.data);
}

function createSecrets(dataFolder: string, path: string): Secrets {
  const secrets = new Secrets({ signingKey: randomKey(), encryptionKey: randomKey() });
  mkdirSync(dataFolder, { recursive: true });
  // Written aside and renamed: a start that is killed here leaves no half file behind.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
  return secrets;
}

function randomKey(): string {
  for (;;) {
    const candidate = randomBytes(32).toString('base64url');
    if (!WELL_KNOWN.test(candidate)) return candidate;
  }
}
