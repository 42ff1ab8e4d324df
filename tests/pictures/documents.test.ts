import { deflateRawSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { createPictureReader } from '../../src/pictures/reader.ts';

const reader = createPictureReader();
afterAll(() => reader.close());
const read = (content: string | Buffer) => reader.read(Buffer.from(content as string));

const quoted = [
  'From: =?UTF-8?Q?Caisse_d=C3=A9partementale?= <caisse@attente.example>',
  'To: vous@exemple.example',
  'Subject: =?utf-8?B?UmVtYm91cnNlbWVudCBiaWVudMO0dA==?=',
  'MIME-Version: 1.0',
  'Content-Type: multipart/alternative; boundary="limite"',
  '',
  '--limite',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Version simple',
  '--limite',
  'Content-Type: text/html; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '<style>p{}</style><p>Vos droits expirent, <a href=3D"https://attente.example/d">ouvr=',
  'ez le dossier</a> avant le 3 f&eacute;vrier=C2=A0!</p>',
  '--limite--',
].join('\r\n');

const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300]';
const font = '/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>';
function pdf(last: string, ...others: string[]): string {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    last,
    ...others,
  ];
  return `%PDF-1.7\n${objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')}trailer\n<< /Root 1 0 R >>\n%%EOF\n`;
}
const stream = (dictionary: string, content: string) =>
  `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`;

describe('a document', () => {
  it('of plain text is its text', async () => {
    expect(await read('Bonjour,\r\n\r\n\r\nvotre   carte est prête.')).toEqual({
      kind: 'document',
      text: 'Bonjour,\n\nvotre carte est prête.',
      pages: 1,
      truncated: false,
    });
    expect(await read(Buffer.from('Votre carte est pr\xeate', 'latin1'))).toMatchObject({
      text: 'Votre carte est prête',
    });
  });

  it('that is long is cut, and says so', async () => {
    const reading = await read('mot '.repeat(5000));
    expect(reading).toMatchObject({ kind: 'document', truncated: true });
    expect(reading.kind === 'document' && reading.text.length).toBe(12_000);
  });

  it('saved from a mail program shows who it is from and where its links lead', async () => {
    expect(await read(quoted)).toMatchObject({
      kind: 'document',
      text: [
        'From: Caisse départementale <caisse@attente.example>',
        'Subject: Remboursement bientôt',
        '',
        'Vos droits expirent, ouvrez le dossier https://attente.example/d avant le 3 février !',
      ].join('\n'),
    });
  });

  it('saved from a browser is what it shows, without its scripts', async () => {
    const source = `<!doctype html><html><head><title>T</title><script>alert("secret")</script></head><body><h1>Votre compte</h1><p>R&eacute;glez 12&nbsp;&euro; <a href='http://attente.example'>ici</a></p></body></html>`;
    expect(await read(source)).toMatchObject({
      text: 'Votre compte\n\nRéglez 12 € ici http://attente.example',
    });
  });

  it('of the kind PDF is its text and the targets of its links', async () => {
    const link =
      '/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://attente.example/pdf) >> >>]';
    const text = stream('', 'BT /F 18 Tf 20 200 Td (Votre dossier est suspendu) Tj ET');
    const reading = await read(pdf(`${page} ${font} ${link} /Contents 4 0 R >>`, text));
    expect(reading).toMatchObject({ kind: 'document', pages: 1, truncated: false });
    expect(reading.kind === 'document' && reading.text).toBe(
      'Votre dossier est suspendu\nhttps://attente.example/pdf',
    );
  });

  it('of the kind PDF that is a picture is read as one', async () => {
    const grey = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#ffffff' } })
      .greyscale()
      .jpeg()
      .toBuffer();
    const image = stream(
      '/Type /XObject /Subtype /Image /Width 300 /Height 200 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode',
      grey.toString('latin1'),
    );
    const body = pdf(
      `${page} /Resources << /XObject << /I 4 0 R >> >> /Contents 5 0 R >>`,
      image,
      stream('', 'q 300 0 0 200 0 0 cm /I Do Q'),
    );
    expect(await read(Buffer.from(body, 'latin1'))).toMatchObject({
      kind: 'picture',
      width: 300,
      height: 200,
    });
  });

  it('that cannot be read is refused with the reason', async () => {
    expect(await read(pdf(`${page} >>`))).toEqual({ kind: 'refused', reason: 'unreadable-document' });
    const packed = deflateRawSync(Buffer.from('x'));
    const archive = Buffer.concat([Buffer.from('504b0304140000000800', 'hex'), Buffer.alloc(20), packed]);
    expect(await read(archive)).toEqual({ kind: 'refused', reason: 'other-document' });
    const drawing =
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><text>Bonjour</text></svg>';
    for (const content of ['', '\n', 'x\0y', drawing])
      expect(await read(content)).toEqual({ kind: 'refused', reason: 'not-a-picture' });
  });
});
