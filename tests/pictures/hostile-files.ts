import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { randomFrom, type Random } from '../support/pictures/random.ts';

export type HostileFile = { readonly name: string; readonly bytes: Uint8Array };

type Maker = (random: Random, pictures: ReadonlyMap<string, Buffer>) => Buffer;

/** Files made to break readers, each kind in turn; the same seed makes the same files. */
export async function hostileFiles(count: number, seed: number): Promise<HostileFile[]> {
  const pictures = await soundPictures(seed);
  const kinds = Object.entries(makers);
  return Array.from({ length: count }, (_, index) => {
    const [name, make] = kinds[index % kinds.length] as [string, Maker];
    return { name: `${index} ${name}`, bytes: make(randomFrom(seed * 1000 + index), pictures) };
  });
}

const formats = ['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'] as const;

async function soundPictures(seed: number): Promise<Map<string, Buffer>> {
  const random = randomFrom(seed);
  const [width, height] = [120, 90];
  const data = Buffer.from(
    Array.from({ length: width * height * 3 }, (_, at) => (at % 7 === 0 ? random.whole(0, 255) : 230)),
  );
  const drawn = sharp(data, { raw: { width, height, channels: 3 } });
  return new Map(
    await Promise.all(
      formats.map(async (format) => [format, await drawn.clone().toFormat(format).toBuffer()] as const),
    ),
  );
}

const any = (random: Random, pictures: ReadonlyMap<string, Buffer>): Buffer =>
  Buffer.from(pictures.get(random.pick(formats)) ?? Buffer.alloc(0));
const noise = (random: Random, length: number): Buffer =>
  Buffer.from(Array.from({ length }, () => random.whole(0, 255)));

function pngChunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex');

function png(width: number, height: number, chunks: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([pngSignature, pngChunk('IHDR', head), ...chunks, pngChunk('IEND', Buffer.alloc(0))]);
}

/** Megabytes of nothing that take kilobytes. */
const swollen = deflateSync(Buffer.alloc(60_000_000), { level: 9 });
const named = (name: string): Buffer => Buffer.from(`${name}\0\0`, 'latin1');
const pixel = pngChunk('IDAT', deflateSync(Buffer.alloc(31 * 31 * 3)));

function zip(name: string, body: Buffer): Buffer {
  const packed = deflateRawSync(body, { level: 9 });
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(crc32(body), 14);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(body.length, 22);
  local.writeUInt16LE(name.length, 26);
  return Buffer.concat([local, Buffer.from(name), packed]);
}

function pdf(objects: readonly string[], trailer = '/Root 1 0 R'): Buffer {
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  return Buffer.from(
    `%PDF-1.7\n${body}trailer\n<< ${trailer} /Size ${objects.length + 1} >>\n%%EOF\n`,
    'latin1',
  );
}

const catalog = '<< /Type /Catalog /Pages 2 0 R >>';

/** Sets the size that a picture's header tells, without changing anything else. */
function claimed(random: Random, pictures: ReadonlyMap<string, Buffer>): Buffer {
  const size = random.pick([65_535, 30_000, 9_000, 0]);
  switch (random.pick(['png', 'jpeg', 'gif', 'bigger-png'] as const)) {
    case 'png':
      return png(size * random.whole(1, 30_000), size, [pixel]);
    case 'bigger-png':
      return png(6000, 6000, [pngChunk('IDAT', deflateSync(Buffer.alloc(6000 * 18_001), { level: 9 }))]);
    case 'jpeg': {
      const jpeg = Buffer.from(pictures.get('jpeg') ?? []);
      const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
      jpeg.writeUInt16BE(size, frame + 5);
      jpeg.writeUInt16BE(size, frame + 7);
      return jpeg;
    }
    case 'gif': {
      const gif = Buffer.from(pictures.get('gif') ?? []);
      gif.writeUInt16LE(size, 6);
      gif.writeUInt16LE(size, 8);
      return gif;
    }
  }
}

const makers: Readonly<Record<string, Maker>> = {
  truncated: (random, pictures) => {
    const whole = any(random, pictures);
    return whole.subarray(0, random.whole(1, whole.length - 1));
  },
  damaged: (random, pictures) => {
    const whole = any(random, pictures);
    for (let times = random.whole(1, 40); times > 0; times -= 1)
      whole[random.whole(0, whole.length - 1)] = random.whole(0, 255);
    return whole;
  },
  claimed,
  random: (random) => noise(random, random.whole(2, 5000)),
  'signature and noise': (random) =>
    Buffer.concat([
      Buffer.from(
        random.pick([
          '89504e470d0a1a0a',
          'ffd8ffe0',
          '474946383961',
          '52494646ffffffff57454250',
          '49492a00',
          '255044462d312e37',
          '0000002066747970617669660000',
        ]),
        'hex',
      ),
      noise(random, random.whole(10, 3000)),
    ]),
  svg: (random) =>
    Buffer.from(
      random.pick([
        '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><script>for(;;);</script><text y="20">Bonjour</text></svg>',
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://127.0.0.1:9/x.png" width="9" height="9"/></svg>',
        `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${'bcdefgh'.replace(/./g, (name, at: number) => `<!ENTITY ${name} "${`&${'abcdefg'[at] ?? 'a'};`.repeat(10)}">`)}]><svg><text>&h;</text></svg>`,
      ]),
    ),
  'zip bomb': (random) => {
    const bomb = zip('a.txt', Buffer.alloc(20_000_000));
    return random.pick([
      bomb,
      zip('b.zip', bomb),
      zip('word/document.xml', Buffer.alloc(9_000_000)),
      zip('[Content_Types].xml', Buffer.alloc(9_000_000)),
    ]);
  },
  'png with a bomb in its notes': (random) =>
    png(31, 31, [
      random.pick([
        pngChunk('iCCP', Buffer.concat([named('x'), swollen])),
        pngChunk('zTXt', Buffer.concat([named('x'), swollen])),
        pngChunk('iTXt', Buffer.concat([Buffer.from('x\0\x01\0\0\0', 'latin1'), swollen])),
      ]),
      pixel,
    ]),
  'png with a bomb as its picture': () => png(31, 31, [pngChunk('IDAT', swollen)]),
  'broken pdf': (random) => {
    const whole = pdf([
      catalog,
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>',
    ]);
    return random.chance(0.5)
      ? whole.subarray(0, random.whole(8, whole.length))
      : Buffer.concat([whole, noise(random, 500)]);
  },
  'pdf with scripts': () =>
    pdf([
      '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while\\(true\\){app.alert\\(1\\)}) >> >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /AA << /O << /S /Launch /F (/bin/sh) >> >> >>',
    ]),
  'pdf that goes round': (random) =>
    pdf(
      random.pick([
        [catalog, '<< /Type /Pages /Kids [2 0 R] /Count 9 >>'],
        [
          catalog,
          '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
          '<< /Type /Page /Parent 2 0 R /Contents 3 0 R /Resources 3 0 R >>',
        ],
        ['1 0 R'],
        [
          catalog,
          '<< /Type /Pages /Kids [3 0 R] /Count 99999999 >>',
          '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 99999999 >>',
        ],
      ]),
    ),
  'pdf with a bomb': () => {
    const head = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R >>';
    const stream = deflateSync(Buffer.from('BT (x) Tj ET '.repeat(300_000)), { level: 9 }).toString('latin1');
    return pdf([
      catalog,
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      head,
      `<< /Length ${stream.length} /Filter /FlateDecode >>\nstream\n${stream}\nendstream`,
    ]);
  },
  'next to nothing': (random) =>
    random.pick([Buffer.alloc(0), noise(random, 1), Buffer.from('\n'), Buffer.alloc(3)]),
  'two kinds at once': (random, pictures) =>
    Buffer.concat(
      random.pick([
        [any(random, pictures), zip('a', Buffer.alloc(100))],
        [Buffer.from('GIF89a/*'), Buffer.from('<script>alert(1)</script>*/=1;')],
        [pdf([catalog]), any(random, pictures)],
        [Buffer.from('<html><!--'), any(random, pictures)],
        [Buffer.from([0xff, 0xd8, 0xff, 0xe0]), png(31, 31, [pixel])],
      ]),
    ),
  'text that takes long': (random) =>
    Buffer.from(
      random
        .pick(['<a href="', '<!--', '<a>', '&#', '<p '.repeat(3), '=?utf-8?q?', 'From: x\nDate: y\nTo: z\n'])
        .repeat(30_000),
    ),
  program: (random) =>
    Buffer.concat([
      Buffer.from(random.pick(['4d5a9000', '7f454c46', 'cafebabe', '504b0304']), 'hex'),
      noise(random, 900),
    ]),
};
