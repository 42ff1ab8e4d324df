import { EventEmitter } from 'node:events';
import { setTimeout } from 'node:timers';
import { chromiumPath } from './chromium.ts';
import type { StoredMessage } from './message.ts';
import { Outbox, type Failure, type Hang, type Sent, type Typing } from './outbox.ts';
import { PageServer, type Event, type Served } from './page-server.ts';
import { Person, Phone, type PersonDetails } from './people.ts';
import { Truth, type Media } from './truth.ts';

export type { Failure, Hang, Sent, Typing };

/** How many earlier messages WhatsApp Web loads at once. */
const loadedAtOnce = 20;

/**
 * WhatsApp, as far as one account of it goes: serves its page over TLS on loopback to a real browser, keeps what its
 * servers and the phone know, and plays people.
 */
export class WhatsappWeb {
  readonly me = '33700000000@c.us';
  readonly meLid = '100000000000000@lid';
  readonly truth = new Truth();
  readonly #changes = new EventEmitter().setMaxListeners(0);
  readonly #page: PageServer;
  readonly #outbox = new Outbox(this.truth);
  readonly #lacking: string[] = [];
  readonly #seen: { readonly chat: string; readonly sent: number }[] = [];
  #token: string | null = null;
  #refs = 1;
  #mediaCount = 0;
  #pairingCode: { readonly phone: string; readonly code: string } | null = null;
  /** Whether it ever says that it has caught up with the phone; false: the library never becomes ready. */
  synchronises = true;
  /** Whether messages that came while no page was open are told as new ones at the next. They are unread in any case. */
  announcesMissed = false;

  constructor() {
    this.#page = new PageServer({
      welcome: (token) => this.#welcome(token),
      request: (name, fields) => this.#request(name, fields),
      upload: (content) => this.store({ content, state: 'there' }),
      download: (path) => {
        const media = this.truth.media.get(path);
        return media?.state === 'there' ? media.content : (media?.state ?? 'lost');
      },
      pagesChanged: () => {
        this.#changed();
      },
    });
  }

  async start(): Promise<this> {
    await this.#page.start();
    return this;
  }
  async stop(): Promise<void> {
    await this.#page.stop();
  }

  /** For CHROMIUM_ARGS: this is the only host there is. */
  get chromiumArguments(): readonly string[] {
    return [
      `--host-resolver-rules=MAP web.whatsapp.com 127.0.0.1:${this.#page.port}, MAP * ~NOTFOUND`,
      '--ignore-certificate-errors',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
    ];
  }
  chromiumPath(): Promise<string> {
    return chromiumPath();
  }

  /** What the phone thinks. */
  get paired(): boolean {
    return this.#token !== null;
  }
  /** Of the QR shown now. */
  get ref(): string {
    return `2@stand-in-${this.#refs}`;
  }
  /** The last one asked for. */
  get pairingCode(): { readonly phone: string; readonly code: string } | null {
    return this.#pairingCode;
  }
  /** How many pages are open. */
  get pages(): number {
    return this.#page.pages;
  }
  /** Modules of WhatsApp Web that were asked for in vain. */
  get lacking(): readonly string[] {
    return this.#lacking;
  }
  /** What the channel sent, in order. */
  get sent(): readonly Sent[] {
    return this.#outbox.sent;
  }
  /** Signs of typing, in order. */
  get typing(): readonly Typing[] {
    return this.#outbox.typing;
  }
  /** When chats were read, told by how much had been sent before. */
  get seen(): readonly { readonly chat: string; readonly sent: number }[] {
    return this.#seen;
  }
  unread(chat: string): number {
    return this.truth.chats.get(chat)?.unread ?? 0;
  }

  /** The phone scans the QR, or takes the pairing code. */
  scan(): void {
    this.#token = crypto.randomUUID();
    this.#tell({ name: 'paired', token: this.#token, ...this.#snapshot() });
  }
  refreshQr(): void {
    this.#refs += 1;
    this.#tell({ name: 'ref', ref: this.ref });
  }
  /** The phone unlinks the device. */
  logout(): void {
    this.#token = null;
    this.#tell({ name: 'logged-out' });
  }
  /** WhatsApp Web's own word for its connection: CONNECTED, CONFLICT, UNPAIRED_IDLE, TIMEOUT... */
  setState(state: string): void {
    this.#tell({ name: 'state', state });
  }
  reload(): void {
    this.#tell({ name: 'reload' });
  }
  /** What is found at the address from now on; "nothing" is a network that is away. */
  serve(served: Served): void {
    this.#page.served = served;
    if (served === 'nothing') this.#page.cut();
    this.#changed();
  }
  hangNextSend(mode: Hang, count = 1): void {
    for (let index = 0; index < count; index++) this.#outbox.fates.push(mode);
  }
  failNextSend(mode: Failure, count = 1): void {
    for (let index = 0; index < count; index++) this.#outbox.fates.push(mode);
  }

  person(id = '33600000001@c.us', details: PersonDetails = {}): Person {
    return new Person(this, id, details);
  }
  /** The phone of the account, from which its owner may write too. */
  get phone(): Phone {
    return new Phone(this);
  }

  /** Fulfilled with what the condition gives, once it gives something. */
  until<T>(condition: () => T | false | null | undefined, what: string, milliseconds = 15_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#changes.off('change', look);
        const last = JSON.stringify(this.sent.slice(-3).map(({ to, type, body }) => ({ to, type, body })));
        reject(new Error(`waited ${milliseconds} ms for ${what}; the last that was sent: ${last}`));
      }, milliseconds);
      const look = () => {
        const found = condition();
        if (found === false || found === null || found === undefined) return;
        clearTimeout(timer);
        this.#changes.off('change', look);
        resolve(found);
      };
      this.#changes.on('change', look);
      look();
    });
  }

  /** Has the conditions looked at again, after something that happened elsewhere. */
  look(): void {
    this.#changed();
  }
  /** Delivers a message; the page is told when it is open and paired. */
  deliver(message: StoredMessage, { counts = !message.id.fromMe } = {}): void {
    this.truth.add(message);
    const chat = this.truth.chat(message.id.remote);
    if (counts) chat.unread += 1;
    if (message.id.fromMe) chat.unread = 0;
    this.#tellPaired({ name: 'message', message, unread: chat.unread });
  }
  /** Tells the page of something that people did. */
  report(event: Event): void {
    this.#tellPaired(event);
  }
  /** Keeps the content of a medium; gives its path. */
  store(media: Media): string {
    const path = `/media/${++this.#mediaCount}`;
    this.truth.media.set(path, media);
    return path;
  }

  #welcome(token: string): Event {
    const paired = this.#token !== null && token === this.#token;
    return {
      name: 'welcome',
      paired,
      me: this.me,
      meLid: this.meLid,
      ref: this.ref,
      synchronises: this.synchronises,
      ...(paired ? this.#snapshot() : { chats: [], contacts: [], missed: [] }),
    };
  }
  #snapshot() {
    const chats = [...this.truth.chats.values()].map(({ messages, ...chat }) => {
      const told = this.announcesMissed ? chat.unread : 0;
      const missed = messages.slice(messages.length - told);
      const last = messages.at(-told - 1);
      return { missed, chat: { ...chat, t: messages.at(-1)?.t ?? 0, last } };
    });
    return {
      contacts: [...this.truth.contacts.values()],
      chats: chats.map(({ chat }) => chat),
      missed: chats.flatMap(({ missed, chat }) =>
        missed.map((message) => ({ message, unread: chat.unread })),
      ),
    };
  }

  #request(name: string, fields: Readonly<Record<string, unknown>>): unknown {
    const text = (field: string) => String(fields[field]);
    const requests: Readonly<Record<string, () => unknown>> = {
      send: () => this.#outbox.send(fields['message'] as StoredMessage),
      react: () => {
        this.#outbox.react(text('id'), text('reaction'));
      },
      typing: () => this.#outbox.typing.push({ to: text('chat'), state: text('state') as Typing['state'] }),
      seen: () => {
        this.truth.chat(text('chat')).unread = 0;
        this.#seen.push({ chat: text('chat'), sent: this.sent.length });
      },
      message: () => this.truth.find(text('id')),
      earlier: () =>
        this.truth.earlier(text('chat'), fields['before'] === null ? null : text('before'), loadedAtOnce),
      edit: () => {
        this.phone.edit(text('id'), text('text'));
      },
      revoke: () => {
        this.phone.delete(text('id'));
      },
      'pairing-code': () => {
        const code = `ABCD${1234 + this.#refs++}`;
        this.#pairingCode = { phone: text('phone'), code };
        return code;
      },
      'refresh-qr': () => {
        this.refreshQr();
      },
      logout: () => {
        this.#token = null;
      },
      lacking: () => this.#lacking.push(text('module')),
    };
    const answer = requests[name]?.();
    this.#changed();
    return answer;
  }

  #tellPaired(event: Event): void {
    if (this.paired) this.#tell(event);
    else this.#changed();
  }
  #tell(event: Event): void {
    this.#page.tell(event);
    this.#changed();
  }
  #changed(): void {
    this.#changes.emit('change');
  }
}
