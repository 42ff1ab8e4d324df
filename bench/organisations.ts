const beginnings = [
  'mu',
  'pré',
  'al',
  'har',
  'so',
  'vi',
  'san',
  'cé',
  'ga',
  'or',
  'ni',
  'tal',
  'bre',
  'lu',
  'ko',
  'cla',
];
const middles = [
  'ta',
  'vo',
  'ri',
  'lé',
  'mo',
  'du',
  'sé',
  'pa',
  'no',
  'ber',
  'cri',
  'tur',
  'gan',
  'lis',
  'fa',
  'zo',
];
const endings = [
  'lia',
  'nis',
  'vie',
  'ra',
  'nce',
  'tis',
  'do',
  'xa',
  'mut',
  'éo',
  'col',
  'rane',
  'lin',
  'ste',
  'bia',
  'gor',
];
const kinds = ['Mutuelle', 'Prévoyance', 'Assurances', 'Santé', 'Groupe', 'Courtage'];

/** Made-up organisations, the same at each call: 4,096 stems, doubled words for more. */
export function syntheticOrganisations(count: number): { id: string; name: string; aliases: string[] }[] {
  return Array.from({ length: count }, (_, at) => {
    const stem = stemOf(at);
    const second = at >= 4_096 ? ` ${stemOf(at * 31 + Math.floor(at / 4_096))}` : '';
    const kind = kinds[at % kinds.length] ?? '';
    return { id: `made-up-${at}`, name: `${kind} ${stem}${second}`, aliases: [`${stem}${second}`] };
  });
}

function stemOf(at: number): string {
  const begin = beginnings[at % 16] ?? '';
  const middle = middles[Math.floor(at / 16) % 16] ?? '';
  const end = endings[Math.floor(at / 256) % 16] ?? '';
  const stem = begin + middle + end;
  return stem.charAt(0).toUpperCase() + stem.slice(1);
}
