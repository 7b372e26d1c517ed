import type { Issue } from '@fieldwork/metadata';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's second choice for argon2id (19 MiB, 2 passes): about 25 ms here, and it fits a small machine. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const common = new Set(
  `password passw0rd password1 password12 password123 password1234 p@ssw0rd p@ssword 12345678 123456789 1234567890 0123456789
  87654321 987654321 0987654321 11111111 111111111 1111111111 22222222 66666666 88888888 888888888 00000000 000000000 99999999
  12341234 12121212 11223344 123123123 123321123 12344321 1122334455 147258369 789456123 159357456 a1234567 a12345678
  a123456789 aa123456 aa12345678 abc12345 abc123456 abcd1234 abcdefgh abcdefg1 qwertyui qwerty12 qwerty123 qwertyuiop
  1qaz2wsx 1qaz2wsx3edc 1q2w3e4r 1q2w3e4r5t q1w2e3r4 qazwsxedc zaq12wsx asdfghjk asdfghjkl zxcvbnm1 zxcvbnm123 iloveyou
  iloveyou1 5201314520 woaini1314 woaini520 woaini123 admin123 admin1234 admin12345 admin123456 administrator adminadmin
  admin@123 root1234 rootroot test1234 testtest welcome1 welcome123 letmein1 letmein123 changeme changeme1 changeme123
  football baseball superman sunshine princess trustno1 computer internet dragon123 monkey123 master123 michael1 jennifer
  fieldwork fieldwork1 fieldwork123 default1 secret123 temp1234 qq123456 wang1234 zhang123 asd123456 zxc123456 qwe123456
  qweasdzxc 123qweasd 123qwe123 1234qwer qwer1234 asdf1234 zxcv1234 abc@1234 abc@123456 a1b2c3d4 a1s2d3f4 aaaaaaaa
  password! password1! welcome1! qwerty1! 123456aa 123456abc 12345678a 123456789a 1234abcd 12345qwert`.split(
    /\s+/,
  ),
);

/** What is wrong with a new password; empty when nothing is. Length counts, not kinds of characters. */
export function checkPassword(password: string, login: string, path: Issue['path'] = ['password']): Issue[] {
  const length = [...password].length;
  if (length < 8)
    return [problem(path, 'too_short', '密码至少 8 个字符', 'A password has at least 8 characters')];
  if (length > 256)
    return [problem(path, 'too_long', '密码至多 256 个字符', 'A password has at most 256 characters')];
  const plain = password.toLowerCase();
  const isGuessable = common.has(plain) || /^(.)\1+$/u.test(plain) || plain === login.toLowerCase();
  if (!isGuessable) return [];
  return [problem(path, 'too_common', '这个密码太常见,容易被猜到', 'This password is too easy to guess')];
}

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), options);
}

let decoy: Promise<string> | undefined;

/** Takes the same time whether the account exists (or has a password) or not. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  if ([...password].length > 256) return false;
  const isRight = await verify(stored ?? (await decoy), password.normalize('NFC'));
  return isRight && stored !== null;
}

function problem(path: Issue['path'], code: string, zh: string, en: string): Issue {
  return { path, code, message: { 'zh-CN': zh, en } };
}
