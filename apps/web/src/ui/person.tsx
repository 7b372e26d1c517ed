import styles from './ui.module.css';

const hues = ['#3f6fc4', '#2b7f86', '#7758b8', '#a8621a', '#3a7f52', '#a94878', '#59708f', '#a04b42'];

function colourOf(name: string): string {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return hues[sum % hues.length] as string;
}

/** What stands on the avatar: the last two Chinese characters (the given name), or two initials. */
function initialsOf(name: string): string {
  const plain = name.trim();
  if (/\p{Script=Han}/u.test(plain)) return [...plain].slice(-2).join('');
  const parts = plain.split(/\s+/);
  return ((parts[0]?.[0] ?? '') + (parts.length > 1 ? (parts.at(-1)?.[0] ?? '') : '')).toUpperCase();
}

export function Avatar({ name, size = 22 }: { name: string; size?: number }) {
  return (
    <span
      className={styles.avatar}
      aria-hidden
      style={{ width: size, height: size, fontSize: Math.round(size * 0.42), background: colourOf(name) }}
    >
      {initialsOf(name)}
    </span>
  );
}

/** A person with avatar and name. */
export function Person({ name, size }: { name: string; size?: number }) {
  return (
    <span className={styles.person}>
      <Avatar name={name} {...(size === undefined ? {} : { size })} />
      <span className={styles.clip}>{name}</span>
    </span>
  );
}
