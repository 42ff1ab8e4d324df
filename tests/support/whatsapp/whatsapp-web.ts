import { Changes } from './changes.ts';
import { chromiumPath } from './chromium.ts';
import type { StoredMessage } from './message.ts';
import { Outbox, type Failure, type Hang, type Sent, type Typing } from './outbox.ts';
import { PageServer, type Event, type Served } from './page-server.ts';
import { answerTo, type Fields, type Seen } from './requests.ts';
import { Person, Phone, type PersonDetails } from './people.ts';
import { Truth } from './truth.ts';

export type { Failure, Hang, Sent, Typing };

/**
 * WhatsApp, as far as one account of it goes: serves its page over TLS on loopback to a real browser, keeps what its
 * servers and the phone know, and plays people.
 */
export class WhatsappWeb {
  readonly me = '33700000000@c.us';
  readonly meLid = '100000000000000@lid';
  readonly truth = new Truth();
  readonly #changes = new Changes();
  readonly #page: PageServer;
  readonly #outbox = new Outbox(this.truth);
  readonly #lacking: string[] = [];
  readonly #seen: Seen[] = [];
  #token: string | null = null;
  #refs = 1;
  #codes = 0;
  #pairingCode: { readonly phone: string; readonly code: string } | null = null;
  /** Whether it ever says that it has caught up with the phone; false: the library never becomes ready. */
  synchronises = true;
  /** Whether messages that came while no page was open are told as new ones at the next. They are unread in any case. */
  announcesMissed = false;

  constructor() {
    this.#page = new PageServer({
      welcome: (token) => this.#welcome(token),
      request: (name, fields) => this.#request(name, fields),
      upload: (content) => this.truth.store({ content, state: 'there' }),
      download: (path) => {
        const media = this.truth.media.get(path);
        return media?.state === 'there' ? media.content : (media?.state ?? 'lost');
      },
      pagesChanged: () => {
        this.look();
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
  /** When chats were read by the channel, in order. */
  get seen(): readonly Seen[] {
    return this.#seen;
  }
  unread(chat: string): number {
    return this.truth.chats.get(chat)?.unread ?? 0;
  }

  /** The phone scans the QR, or takes the pairing code. */
  scan(): void {
    this.#token = crypto.randomUUID();
    this.#tell({ name: 'paired', token: this.#token, ...this.truth.snapshot(this.announcesMissed) });
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
  /** The page does nothing any more, without having crashed. */
  freeze(): void {
    this.#tell({ name: 'freeze' });
  }
  /** The page takes so much more memory. */
  leak(megabytes: number): void {
    this.#tell({ name: 'leak', megabytes });
  }
  /** What is found at the address from now on; "nothing" is a network that is away. */
  serve(served: Served): void {
    this.#page.served = served;
    if (served === 'nothing') this.#page.cut();
    this.look();
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
    return this.#changes.until(condition, milliseconds, () => {
      const last = this.sent.slice(-3).map(({ to, type, body }) => ({ to, type, body }));
      return `waited ${milliseconds} ms for ${what}; the last that was sent: ${JSON.stringify(last)}`;
    });
  }
  /** Has the conditions looked at again, after something that happened elsewhere. */
  look(): void {
    this.#changes.happened();
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
  #welcome(token: string): Event {
    const paired = this.#token !== null && token === this.#token;
    return {
      name: 'welcome',
      paired,
      me: this.me,
      meLid: this.meLid,
      ref: this.ref,
      synchronises: this.synchronises,
      ...(paired ? this.truth.snapshot(this.announcesMissed) : { chats: [], contacts: [], missed: [] }),
    };
  }
  #request(name: string, fields: Fields): unknown {
    const answer = answerTo(name, fields, {
      truth: this.truth,
      outbox: this.#outbox,
      phone: this.phone,
      lacking: this.#lacking,
      seen: this.#seen,
      refreshQr: () => {
        this.refreshQr();
      },
      pairingCodeFor: (phone) => {
        const code = `ABCD${1234 + this.#codes++}`;
        this.#pairingCode = { phone, code };
        return code;
      },
      unpair: () => {
        this.#token = null;
      },
    });
    this.look();
    return answer;
  }

  #tellPaired(event: Event): void {
    if (this.paired) this.#tell(event);
    else this.look();
  }
  #tell(event: Event): void {
    this.#page.tell(event);
    this.look();
  }
}
