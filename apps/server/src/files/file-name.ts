/** A name fit to be stored and shown: no folders, no control or direction characters, at most 200 characters. */
export function cleanFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const visible = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .normalize('NFC')
    .trim();
  const points = [...visible];
  const short =
    points.length <= 200 ? visible : `${points.slice(0, 180).join('')}${points.slice(-20).join('')}`;
  return short === '' || /^\.+$/.test(short) ? 'file' : short;
}

/** A Content-Disposition value (RFC 6266) for any name: plain ASCII for old clients, the real one for all others. */
export function contentDisposition(kind: 'attachment' | 'inline', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
