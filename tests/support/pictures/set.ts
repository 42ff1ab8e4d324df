import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Drawn, Painter } from './browser.ts';
import type { Drawing } from './html.ts';
import type { Message } from './messages.ts';
import { withNoise } from './noise.ts';
import type { Plan } from './plan.ts';
import type { Templates } from './templates.ts';

/** Draws pictures into a directory and labels them in its `pictures.jsonl`. */
export async function drawSet(
  plans: readonly Plan[],
  templates: Templates,
  directory: string,
  painter: Painter,
): Promise<void> {
  await mkdir(directory, { recursive: true });
  const labels: string[] = [];
  for (const plan of plans) {
    const drawn = await drawOne(plan, templates, painter);
    const image = `${plan.id}.${plan.jpeg === null ? 'png' : 'jpg'}`;
    await writeFile(join(directory, image), await encoded(drawn.picture, plan));
    labels.push(JSON.stringify({ ...labelOf(plan, drawn), image }));
  }
  await writeFile(join(directory, 'pictures.jsonl'), `${labels.join('\n')}\n`);
}

async function drawOne(
  plan: Plan,
  templates: Templates,
  painter: Painter,
): Promise<Drawn & { readonly picture: Uint8Array }> {
  const { source, look, photo, scale, random } = plan;
  const drawn = await painter.draw(await drawingOf(plan, templates), scale);
  if (!photo) return { ...drawn, picture: drawn.png };
  const { width, height } = await sharp(drawn.png).metadata();
  const onPaper = !('form' in source) || ['letter', 'parcel-notice', 'poster'].includes(look);
  const scene = await templates.photographed(
    drawn.png,
    { width, height },
    onPaper ? 'paper' : 'screen',
    random,
  );
  const { png } = await painter.draw(scene, random.pick([1.5, 2, 2.5]));
  return { ...drawn, picture: await withNoise(png, random.between(6, 22)) };
}

function drawingOf(plan: Plan, templates: Templates): Drawing | Promise<Drawing> {
  const { source, random } = plan;
  if (!('form' in source)) return templates.card(source, random);
  switch (source.form) {
    case 'sms':
      return plan.look === 'ios-sms' ? templates.iosSms(source, plan) : templates.androidSms(source, plan);
    case 'whatsapp':
      return templates.whatsapp(source, plan);
    case 'email':
      return templates.email(source, plan);
    case 'web':
      return templates.web(source, plan);
    case 'letter':
      return templates.letter(source, random);
    case 'parcel-notice':
      return templates.parcelNotice(source, random);
    case 'poster':
      return templates.poster(source, random);
  }
}

/** A mark of EXIF: turn a quarter clockwise to see it upright. */
const quarterTurn = 6;

async function encoded(png: Uint8Array, { jpeg, reducedTo, lying }: Plan): Promise<Buffer> {
  let picture = sharp(png).flatten({ background: '#ffffff' });
  if (reducedTo !== null)
    picture = picture.resize({
      width: reducedTo,
      height: reducedTo,
      fit: 'inside',
      withoutEnlargement: true,
    });
  if (lying)
    picture = sharp(await picture.png().toBuffer())
      .rotate(-90)
      .withMetadata({ orientation: quarterTurn });
  return (jpeg === null ? picture.png() : picture.jpeg({ quality: jpeg })).toBuffer();
}

function labelOf({ id, source, look, theme, photo }: Plan, { message, screen }: Drawn) {
  const common = { id, look, theme, photo, screen };
  if (!('form' in source))
    return {
      ...common,
      text: '',
      sender: '',
      verdictOf: '',
      label: 'legit',
      codes: [],
      card: { operator: source.operator, insurer: source.insurer },
    };
  return {
    ...common,
    text: message,
    sender: 'sender' in source ? source.sender : '',
    verdictOf: [headOf(source, screen), message, ...source.qr.filter((code) => /^https?:/.test(code))]
      .filter((part) => part !== '')
      .join('\n'),
    label: source.label,
    codes: source.qr,
    card: null,
  };
}

/** What stands above the message when somebody pastes it: whom it is from, where the page stands. */
function headOf(source: Message, screen: readonly string[]): string {
  switch (source.form) {
    case 'sms':
    case 'whatsapp':
      return source.sender;
    case 'email': {
      const shown = screen.some((text) => text.includes(source.address));
      return `De : ${source.sender}${shown ? ` <${source.address}>` : ''}`;
    }
    case 'web':
      return screen.includes(source.url) ? source.url : (source.url.split('/')[0] ?? '');
    case 'letter':
    case 'parcel-notice':
    case 'poster':
      return '';
  }
}
