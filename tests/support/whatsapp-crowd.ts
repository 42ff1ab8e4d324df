import type { Sent, WhatsappWeb } from './whatsapp/whatsapp-web.ts';

export type Asked = {
  readonly chat: string;
  readonly id: string;
  /** What only the answer to this message of the chat names. */
  readonly name: string;
  /** Milliseconds. */
  readonly at: number;
  readonly answeredAt: number[];
};
export type Tally = {
  readonly messages: number;
  readonly unanswered: number;
  /** Messages answered more than once. */
  readonly doubled: number;
  /** Answers that came after the answer to a later message of their chat. */
  readonly disordered: number;
  /** Answers that nobody asked for, or that quote another message than they answer. */
  readonly wrong: number;
};

/** Each is named at the beginning of the answer about it, and no other is. */
const insurers = [
  ...['MGEN', 'MAIF', 'Swiss Life', 'Malakoff Humanis', 'Aésio mutuelle', 'ViaSanté Mutuelle', 'MGP'],
  ...['Alan', 'La Mutuelle Générale', 'AXA', 'Allianz', 'Groupama', 'Unéo', 'Médecin Direct', 'Wemind'],
  ...['Umanens', 'April', 'Generali', 'MMA', 'Matmut'],
];
export const mostMessagesOfChat = insurers.length;

/** People in many chats, of whom some are in groups and some hide their number, and what they get back. */
export class Crowd {
  readonly asked: Asked[] = [];
  readonly #web: WhatsappWeb;
  readonly #chats: number;
  readonly #byChat = new Map<string, Asked[]>();
  #read = 0;
  #disordered = 0;
  #wrong = 0;

  constructor(web: WhatsappWeb, chats: number) {
    this.#web = web;
    this.#chats = chats;
  }

  /** The next message of somebody; every fifth follows at once on another one of its chat. */
  say(): void {
    const index = this.asked.length;
    const turn = index - Math.floor((index + 1) / 5);
    const open = Array.from({ length: this.#chats }, (_, step) => (turn * 7 + step) % this.#chats);
    const place = open.find((one) => (this.#byChat.get(chatAt(one))?.length ?? 0) < mostMessagesOfChat);
    if (place === undefined) throw new Error('all has been said');
    const chat = chatAt(place);
    const before = this.#byChat.get(chat) ?? [];
    const name = insurers[before.length] ?? '';
    const asked: Asked = { chat, id: this.#write(place, name), name, at: performance.now(), answeredAt: [] };
    this.asked.push(asked);
    this.#byChat.set(chat, [...before, asked]);
  }
  #write(place: number, name: string): string {
    const chat = chatAt(place);
    const text = `ma mutuelle est ${name}`;
    if (!chat.endsWith('@g.us')) return this.#web.person(chat).say(text);
    const { me } = this.#web;
    const member = this.#web.person(`336000${10_000 + place}@c.us`).in(chat);
    return member.say(`@${me.replace(/@.*/, '')} ${text}`, { mentions: [me] });
  }

  /** Fulfilled once no more than so many wait for an answer. */
  waiting(most: number, milliseconds: number): Promise<true> {
    return this.#web.until(
      () => {
        this.#readAnswers();
        return this.asked.filter(({ answeredAt }) => answeredAt.length === 0).length <= most;
      },
      `no more than ${most} to wait for an answer`,
      milliseconds,
    );
  }
  tally(): Tally {
    this.#readAnswers();
    const count = (times: (answers: number) => boolean) =>
      this.asked.filter(({ answeredAt }) => times(answeredAt.length)).length;
    return {
      messages: this.asked.length,
      unanswered: count((answers) => answers === 0),
      doubled: count((answers) => answers > 1),
      disordered: this.#disordered,
      wrong: this.#wrong,
    };
  }

  #readAnswers(): void {
    const { sent } = this.#web;
    for (; this.#read < sent.length; this.#read++) {
      const answer = sent[this.#read];
      if (answer && answer.type !== 'reaction') this.#take(answer);
    }
  }
  #take({ to, body, quoted }: Sent): void {
    const ofChat = this.#byChat.get(to) ?? [];
    const [first = ''] = body.split('\n');
    const place = ofChat.findIndex(({ name }) => first.includes(name));
    const asked = ofChat[place];
    if (!asked || (quoted !== null && quoted !== asked.id)) {
      this.#wrong++;
      return;
    }
    if (ofChat.slice(place + 1).some(({ answeredAt }) => answeredAt.length > 0)) this.#disordered++;
    asked.answeredAt.push(performance.now());
  }
}

/** Of ten chats two are groups, and one is with somebody whose number is hidden. */
function chatAt(place: number): string {
  const number = 10_000 + place;
  if (place % 10 === 3 || place % 10 === 7) return `120363000${number}@g.us`;
  return place % 10 === 5 ? `200000${number}@lid` : `336000${number}@c.us`;
}
