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

const address =
  /(?<![\p{L}\p{N}_.-])[\p{L}\p{N}_-](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?\.\p{L}[\p{L}\p{N}-]+|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/gu;

/** Makes every link and address inside a text unclickable; what is unclickable already stays as it is. */
export function defangText(text: string): string {
  return text
    .replace(/http(?=s?:\/\/)/gi, 'hxxp')
    .replace(/(?<=[\p{L}\p{N}_])@(?=[\p{L}\p{N}])/gu, '[@]')
    .replace(address, (found) => found.replaceAll('.', '[.]'));
}
