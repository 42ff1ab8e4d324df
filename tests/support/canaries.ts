import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A piece of personal data that is searched for afterwards, and a sentence in which somebody sends it. */
export type Canary = { readonly kind: string; readonly value: string; readonly sentence: string };

/**
 * Personal data of every kind that people send, drawn anew for each run: nobody's, and in no file of this repository.
 * Numbers with a key have a right one, so that they are taken for real.
 */
export function createCanaries(random: () => number = Math.random): readonly Canary[] {
  const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
  const letters = (count: number) =>
    Array.from({ length: count }, () => 'bcdfghjklmnpqrstvwxz'.charAt(Math.floor(random() * 20))).join('');
  const name = () => `Q${letters(4)}o${letters(3)}`;
  const withKey = (start: string, forNumber = start) =>
    start + String(97 - Number(BigInt(forNumber) % 97n)).padStart(2, '0');
  const nir = () => withKey(`1${digits(2)}0${1 + Math.floor(random() * 9)}75${digits(6)}`);
  const corsicanEnd = digits(6);
  const corsican = withKey(`256072A${corsicanEnd}`, `2560719${corsicanEnd}`);
  const spaced = (text: string, sizes: readonly number[]) => {
    let at = 0;
    return sizes.map((size) => text.slice(at, (at += size))).join(' ');
  };
  const iban = (country: string, account: string) => {
    const number = Array.from(`${account}${country}00`)
      .map((sign) => (/\d/.test(sign) ? sign : String(sign.charCodeAt(0) - 55)))
      .join('');
    return `${country}${String(98n - (BigInt(number) % 97n)).padStart(2, '0')}${account}`;
  };
  const card = () => {
    const start = `4${digits(14)}`;
    const sum = Array.from(start).reduce((total, digit, index) => {
      const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
    return `${start}${(10 - (sum % 10)) % 10}`;
  };
  const mobile = `06${digits(8)}`;
  const canary = (kind: string, value: string, sentence: (value: string) => string): Canary => ({
    kind,
    value,
    sentence: sentence(value),
  });
  const inWords = (before: string) => (value: string) => `${before} ${value}`;
  return [
    canary('NIR', nir(), inWords('mon numéro de sécu est')),
    canary('NIR in groups', spaced(nir(), [1, 2, 2, 2, 3, 3, 2]), inWords('voici ma sécu :')),
    canary('NIR glued', nir(), (value) => `secu${value}mgen`),
    canary('NIR of Corsica', corsican, inWords('mon numéro de sécurité sociale :')),
    canary('IBAN', iban('FR', `${digits(10)}${letters(11).toUpperCase()}${digits(2)}`), inWords('mon iban :')),
    canary('IBAN in groups', spaced(iban('FR', digits(23)), [4, 4, 4, 4, 4, 4, 3]), inWords('mon rib c’est')),
    canary('IBAN from abroad', iban('DE', digits(18)), inWords('iban')),
    canary('card', card(), inWords('ma carte :')),
    canary('card in groups', spaced(card(), [4, 4, 4, 4]), inWords('j’ai donné ma carte')),
    canary('password', `${letters(8)}!7`, inWords('mon mot de passe est')),
    canary('code received', digits(8), inWords('mon code est')),
    canary('e-mail', `${letters(9)}@exemple.fr`, inWords('mon mail est')),
    canary('mobile', mobile, inWords('mon portable :')),
    canary('mobile in pairs', spaced(`07${digits(8)}`, [2, 2, 2, 2, 2]), inWords('rappelez-moi au')),
    canary('phone from abroad', `+32 4${digits(8)}`, inWords('un appel du')),
    canary('name', name(), (value) => `bonjour je m’appelle Camille ${value}`),
    canary('name as an insurer', name(), (value) => `ma mutuelle est ${value} ${letters(6)}`),
    canary('name of a child', name(), (value) => `mon fils ${value} est chez MGEN`),
    canary('birth date', `${10 + Math.floor(random() * 19)}/0${1 + Math.floor(random() * 9)}/19${digits(2)}`, inWords('né le')),
    canary('postal address', `${digits(3)} rue ${name()}`, inWords('j’habite')),
    canary('member number', `ADH${digits(9)}`, inWords('mon numéro d’adhérent')),
    canary('contract number', `CT-${digits(8)}`, inWords('contrat')),
    canary('passport', `${digits(2)}${letters(2).toUpperCase()}${digits(5)}`, inWords('mon passeport')),
    canary('identity card', letters(9).toUpperCase(), inWords('ma carte d’identité')),
    canary('tax number', digits(13), inWords('numéro fiscal')),
    canary('number plate', `${letters(2).toUpperCase()}-${digits(3)}-${letters(2).toUpperCase()}`, inWords('ma voiture')),
    // half of it must not look like the seconds of a log's time
    canary('IP address', `10.${digits(2)}.${60 + Math.floor(random() * 40)}.1${digits(2)}`, inWords('mon adresse')),
    canary('link with a name', `https://suivi-${letters(8)}.top/${letters(12)}`, inWords('Votre colis attend, réglez 1,99 € sous 24 h sur')),
    canary('health', `${letters(7)}ite`, inWords('je suis soigné pour une')),
    canary('employer', `Societe${letters(6)}`, inWords('je travaille chez')),
    canary('text of a message', `${letters(10)} ${letters(10)}`, inWords('j’ai reçu ceci :')),
  ]; // prettier-ignore
}

/** The forms in which a value can lie in a file: as it is, without its separators, encoded. */
function formsOf(value: string): Buffer[] {
  const forms = new Set([value, value.replace(/[^\p{L}\p{N}]/gu, ''), encodeURIComponent(value), JSON.stringify(value).slice(1, -1)]); // prettier-ignore
  const buffers = [...forms].flatMap((form) => [
    Buffer.from(form),
    Buffer.from(form, 'latin1'),
    Buffer.from(form, 'utf16le'),
    Buffer.from(Buffer.from(form).toString('hex')),
    // what base64 makes of it at each of the three places where it can begin, without what depends on its neighbours
    ...[0, 1, 2].map((shift) => {
      const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(form)]);
      const own = bytes.toString('base64').slice(0, Math.floor((bytes.length * 8) / 6));
      return Buffer.from(own.slice([0, 2, 3][shift]));
    }),
  ]);
  const long = (buffer: Buffer) => buffer.length >= 5;
  // also halves: a value cut in two by a page or a line
  const plain = Buffer.from(value);
  const half = Math.ceil(plain.length / 2);
  const halves = plain.length >= 12 ? [plain.subarray(0, half), plain.subarray(half)] : [];
  return [...buffers, ...halves].filter(long);
}

/** The kinds of canaries that are found in any of the texts or files, with where. */
export function foundIn(canaries: readonly Canary[], places: ReadonlyMap<string, Buffer>): string[] {
  return canaries.flatMap(({ kind, value }) => {
    const forms = formsOf(value);
    return [...places].flatMap(([place, content]) =>
      forms.some((form) => content.includes(form)) ? [`${kind} in ${place}`] : [],
    );
  });
}

/** Every file below a folder with its bytes. */
export function filesBelow(folder: string): Map<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name))]),
  );
}
