import { EventEmitter } from 'node:events';
import { setTimeout } from 'node:timers';
import { chromiumPath } from './chromium.ts';
import { messageKey, type StoredMessage } from './message.ts';
import { PageServer, type Event, type Served } from './page-server.ts';
import { Person, Phone } from './people.ts';
import { seenSent, type Sent } from './sent.ts';
import { Truth, type Media } from './truth.ts';

/**
 * What happens to a message that the channel sends. Before: nobody gets it, and no answer ever comes. After: the person
 * gets it, and no answer ever comes. Clock: it stands in the chat, but never leaves.
 */
export type Hang = 'before' | 'after' | 'clock';
/** Thrown: it is not even added. Refused: WhatsApp takes it for an error. */
export type Failure = 'thrown' | 'refused';
export type Typing = { readonly to: string; readonly state: 'composing' | 'recording' | 'paused' };

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
  readonly #sent: Sent[] = [];
  readonly #typing: Typing[] = [];
  readonly #lacking: string[] = [];
  readonly #fates: (Hang | Failure)[] = [];
  #token: string | null = null;
  #refs = 1;
  #mediaCount = 0;
  #pairingCode: { readonly phone: string; readonly code: string } | null = null;
  /** Whether it ever says that it has caught up with the phone; false: the library never becomes ready. */
  synchronises = true;

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
    return this.#sent;
  }
  /** Signs of typing, in order. */
  get typing(): readonly Typing[] {
    return this.#typing;
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
    for (let index = 0; index < count; index++) this.#fates.push(mode);
  }
  failNextSend(mode: Failure, count = 1): void {
    for (let index = 0; index < count; index++) this.#fates.push(mode);
  }

  person(id = '33600000001@c.us'): Person {
    return new Person(this, id);
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
        const last = JSON.stringify(this.#sent.slice(-3).map(({ to, type, body }) => ({ to, type, body })));
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
      ...(paired ? this.#snapshot() : { chats: [], contacts: [] }),
    };
  }
  #snapshot() {
    return {
      contacts: [...this.truth.contacts.values()],
      chats: [...this.truth.chats.values()].map(({ messages, ...chat }) => {
        const last = messages.at(-1);
        return { ...chat, t: last?.t ?? 0, last };
      }),
    };
  }

  #request(name: string, fields: Readonly<Record<string, unknown>>): unknown {
    const text = (field: string) => String(fields[field]);
    const requests: Readonly<Record<string, () => unknown>> = {
      send: () => this.#send(fields['message'] as StoredMessage),
      react: () => {
        const on = this.truth.find(text('id'));
        this.#sent.push({
          ...{ id: '', to: on?.id.remote ?? '', type: 'reaction', body: '', caption: null, quoted: null },
          ...{ mentions: [], document: null, reaction: { on: text('id'), text: text('reaction') } },
        });
      },
      typing: () => this.#typing.push({ to: text('chat'), state: text('state') as Typing['state'] }),
      seen: () => {
        this.truth.chat(text('chat')).unread = 0;
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

  #send(message: StoredMessage): unknown {
    if (this.truth.find(message.id._serialized)) return { outcome: 'sent', ack: 1 }; // asked again
    const fate = this.#fates.shift();
    if (fate === 'before') return { outcome: 'hanging' };
    if (fate === 'thrown') return { outcome: 'thrown' };
    if (fate === 'clock') return { outcome: 'clock', ack: 0 };
    if (fate === 'refused') return { outcome: 'sent', ack: -1 };
    const stored = { ...message, ack: 1, isNewMsg: false, id: messageKey(message.id) };
    this.truth.add(stored);
    this.#sent.push(seenSent(stored, this.truth));
    return { outcome: fate === 'after' ? 'hanging' : 'sent', ack: 1 };
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
