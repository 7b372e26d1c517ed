import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { alterations } from '../../testing/alterations.js';
import { Secrets } from './secrets.js';
import { Vault } from './vault.js';

const secrets = () => {
  const key = randomBytes(32).toString('base64url');
  return new Secrets({ signingKey: key, encryptionKey: key });
};

describe('the vault', () => {
  it('opens what it sealed, for the same purpose and with the same key only', () => {
    const vault = new Vault(secrets());
    const sealed = vault.seal('密码 p@ss', 'mail/1');
    expect(sealed).not.toContain('p@ss');
    expect(vault.open(sealed, 'mail/1')).toBe('密码 p@ss');
    expect(() => vault.open(sealed, 'mail/2')).toThrow();
    expect(() => new Vault(secrets()).open(sealed, 'mail/1')).toThrow();
    expect(vault.seal('x', 'a')).not.toBe(vault.seal('x', 'a'));
  });

  // Of 1, 2 and 3 bytes the last letter holds two, four and six bits that count; the others may not be altered either.
  it.each(['x', 'xy', 'xyz'])(
    'opens %s by no text that differs from the sealed one in any letter',
    (text) => {
      const vault = new Vault(secrets());
      const sealed = vault.seal(text, 'a');
      for (const altered of [...alterations(sealed), `${sealed}.`, `${sealed}=`])
        expect(() => vault.open(altered, 'a')).toThrow();
      expect(vault.open(sealed, 'a')).toBe(text);
    },
  );
});
