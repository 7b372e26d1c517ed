/** Groups the whole digits of an exact decimal by thousands without ever making a number of it. */
export function groupDigits(decimal: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(decimal);
  if (!match) return decimal;
  const [, sign = '', whole = '', fraction = ''] = match;
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ',') + fraction;
}

/** At least `places` digits after the point; those that are there stay. */
export function padFraction(decimal: string, places: number): string {
  if (places === 0 || !/^-?\d+(\.\d+)?$/.test(decimal)) return decimal;
  const [whole = '', fraction = ''] = decimal.split('.');
  return `${whole}.${fraction.padEnd(places, '0')}`;
}

/** What a person types as a number: full-width digits and separators are understood. */
export function typedDecimal(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/[,\s¥$€]/g, '');
  return plain === '' ? null : plain;
}
