/** Decodes one punycode label (RFC 3492); null when it is not valid. */
function decodePunycode(label: string): string | null {
  const delimiter = label.lastIndexOf('-');
  const output = delimiter > 0 ? Array.from(label.slice(0, delimiter), (c) => c.codePointAt(0) ?? 0) : [];
  let code = 128;
  let bias = 72;
  let position = 0;
  let at = delimiter > 0 ? delimiter + 1 : 0;
  while (at < label.length) {
    const old = position;
    let weight = 1;
    for (let k = 36; ; k += 36) {
      const digit = '0123456789'.includes(label.charAt(at))
        ? label.charCodeAt(at) - 22
        : label.charCodeAt(at) - 97;
      at += 1;
      if (Number.isNaN(digit) || digit < 0 || digit > 35) return null;
      position += digit * weight;
      const threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
      if (digit < threshold) break;
      weight *= 36 - threshold;
    }
    const count = output.length + 1;
    let delta = old === 0 ? Math.floor((position - old) / 700) : Math.floor((position - old) / 2);
    delta += Math.floor(delta / count);
    let k = 0;
    for (; delta > 455; k += 36) delta = Math.floor(delta / 35);
    bias = k + Math.floor((36 * delta) / (delta + 38));
    code += Math.floor(position / count);
    position %= count;
    if (code > 0x10ffff) return null;
    output.splice(position, 0, code);
    position += 1;
  }
  return String.fromCodePoint(...output);
}

/** A host with its punycode labels decoded. */
export function unicodeHost(host: string): string {
  return host
    .split('.')
    .map((label) => (label.startsWith('xn--') ? (decodePunycode(label.slice(4)) ?? label) : label))
    .join('.');
}
