// Plays the dialogues of docs/telegram.md through the real channel and writes them there as Telegram shows them.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Shown } from './telegram-bot-api.ts';
import { startTelegram, type Harness } from './telegram-harness.ts';
import type { Person } from './telegram-people.ts';

const file = join(import.meta.dirname, '../../docs/telegram.md');
const [begin, end] = ['<!-- dialogues -->', '<!-- end of dialogues -->'];
const width = 72;
const bubble = 58;

/** One dialogue on the page: what is said goes right, what Vigie shows goes left. */
class Page {
  readonly lines: string[] = [];
  readonly telegram: Harness;
  readonly person: Person;
  readonly chat: number;
  #last = 0;
  constructor(telegram: Harness, person: Person) {
    this.telegram = telegram;
    this.person = person;
    this.chat = person.chat.id;
  }
  said(text: string): void {
    this.lines.push(...box(text).map((line) => ' '.repeat(width - line.length) + line));
  }
  async answered(): Promise<void> {
    await this.telegram.api.until(() => this.telegram.api.unconfirmed === 0, 'an answer');
    for (const shown of this.telegram.api.chat(this.chat).filter(({ message_id: id }) => id > this.#last))
      this.show(shown);
    this.#last = this.telegram.api.chat(this.chat).at(-1)?.message_id ?? 0;
  }
  show({ text, keyboard, document }: Shown): void {
    this.lines.push(...box(document ? `📄 ${document.name}` : text));
    for (const row of keyboard) this.lines.push(row.map((button) => `[ ${button.text} ]`).join(' '));
  }
  async say(text: string): Promise<void> {
    this.said(text);
    this.person.say(text);
    await this.answered();
  }
  async press(label: string): Promise<void> {
    const message = this.telegram.api.chat(this.chat).findLast(({ keyboard }) => keyboard.length > 0);
    const button = message?.keyboard.flat().find(({ text }) => text.includes(label));
    if (!message || !button || !('callback_data' in button)) throw new Error(`no button "${label}"`);
    const { edits } = message;
    this.lines.push('', `(touche « ${button.text} »)`, '');
    this.person.press(button.callback_data, message);
    await this.answered();
    if (message.edits > edits) {
      this.lines.push('(le message change sur place)');
      this.show(message);
    }
  }
}

function box(text: string): string[] {
  const lines = text.split('\n').flatMap(wrapped);
  const inner = Math.max(...lines.map((line) => line.length));
  return [
    `┌─${'─'.repeat(inner)}─┐`,
    ...lines.map((line) => `│ ${line.padEnd(inner)} │`),
    `└─${'─'.repeat(inner)}─┘`,
  ];
}
function wrapped(line: string): string[] {
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > bubble) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

const dialogues: readonly { title: string; play: (page: Page) => Promise<void>; group?: true }[] = [
  {
    title: 'Am I concerned?',
    async play(page) {
      await page.say('bjr ma mutuel c la mgen chui concernee ?');
      await page.press('Que faire');
    },
  },
  {
    title: 'Which one? The question is replaced by the answer',
    async play(page) {
      await page.say('je suis à la mutuelle des militaires');
      await page.press('MCDef');
    },
  },
  {
    title: 'Three messages forwarded at once, one verdict, then an emergency',
    async play(page) {
      const texts = [
        'Bonjour, votre colis 4471 est bloqué au dépôt.',
        'Frais de remise en livraison : 1,99 €',
        'À régler avant ce soir sur colis-relance-suivi.top',
      ];
      for (const text of texts) {
        page.said(`↪ transféré\n${text}`);
        page.person.forward(text);
      }
      const { api, time } = page.telegram;
      const polls = api.callsOf('getUpdates').length;
      await api.until(() => api.callsOf('getUpdates').length > polls + 2, 'polls');
      await time.endWindows();
      await page.answered();
      await page.say('oups j’ai mis ma carte');
    },
  },
  {
    title: 'In the family’s group',
    group: true,
    async play(page) {
      const received = page.person.message({
        text: 'Assurance Maladie : votre nouvelle carte Vitale est prête, payez 0,95 € sur vitale-renouv.top',
      });
      page.said(`Mamie :\n${received.text ?? ''}`);
      page.said('(réponse à Mamie)\n@vigie_bot');
      page.person.say('@vigie_bot', { reply_to_message: received as never });
      await page.answered();
    },
  },
  {
    title: 'The letter as a file, a voice message, and forgetting',
    async play(page) {
      await page.say('écris la lettre à ma mutuelle, swiss life');
      page.said('🎤 0:07');
      page.person.send({ voice: { file_id: 'v', file_unique_id: 'v', duration: 7 } });
      await page.answered();
      await page.say('/oublier');
    },
  },
];

const pages: string[] = [];
for (const [index, { title, play, group }] of dialogues.entries()) {
  const telegram = await startTelegram();
  const person = telegram.person(index + 1);
  const page = new Page(telegram, group ? person.in({ id: -1 - index }) : person);
  await play(page);
  pages.push(`### ${title}\n\n\`\`\`text\n${page.lines.join('\n')}\n\`\`\``);
  await telegram.stop();
}
const text = await readFile(file, 'utf8');
const before = text.slice(0, text.indexOf(begin) + begin.length);
await writeFile(file, `${before}\n\n${pages.join('\n\n')}\n\n${text.slice(text.indexOf(end))}`);
