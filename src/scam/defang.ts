/**
 * Makes a link or an address unclickable but readable: the scheme becomes `hxxp`, dots of the host `[.]`,
 * the at sign of an address `[@]`.
 *
 * @param url a link, a bare host or an e-mail address
 */
export function defang(url: string): string {
  const scheme = /^[a-z][a-z0-9+.-]{0,15}:\/\//i.exec(url)?.[0] ?? '';
  const rest = url.slice(scheme.length);
  const end = rest.search(/[/?#]/);
  const host = end < 0 ? rest : rest.slice(0, end);
  const path = end < 0 ? '' : rest.slice(end);
  return (
    scheme.replace(/^http/i, 'hxxp') +
    host.replaceAll('.', '[.]').replaceAll('@', '[@]') +
    path.replace(/https?:\/\/[^/?#&]{0,253}/gi, (inner) =>
      inner.replace(/^http/i, 'hxxp').replaceAll('.', '[.]'),
    )
  );
}
