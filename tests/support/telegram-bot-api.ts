import { createServer, type IncomingMessage as Request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  InlineKeyboardMarkup,
  InlineQueryResult,
  Message,
  MessageEntity,
  Update,
  User,
} from 'grammy/types';
import {
  checkCommands,
  checkInlineResults,
  checkKeyboard,
  checkText,
  Refusal,
  written,
} from './telegram-rules.ts';

export { Refusal } from './telegram-rules.ts';

/** One call of a method of the Bot API, as it came in. */
export type Call = { readonly method: string; readonly params: Params; readonly refused: Refusal | null };
export type Params = Readonly<Record<string, unknown>>;
/** What is shown in a chat: the last state of a message of the bot. */
export type Shown = {
  readonly message_id: number;
  readonly chat: number;
  text: string;
  entities: readonly MessageEntity[];
  keyboard: InlineKeyboardMarkup['inline_keyboard'];
  readonly replyTo: number | null;
  readonly thread: number | null;
  readonly document: { readonly name: string; readonly content: Uint8Array } | null;
  edits: number;
};
/** `before`: the connection drops unanswered and nothing was done; `after`: it was done all the same. */
type Fault = { method: string; refusal?: Refusal; drop?: 'before' | 'after'; left: number };
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
export type NewUpdate = DistributiveOmit<Update, 'update_id'>;

const botUser = {
  id: 42,
  is_bot: true,
  first_name: 'Vigie',
  username: 'vigie_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: true,
  can_connect_to_business: false,
  has_main_web_app: false,
} as const;
const longestWait = 20_000;
const queryLifetime = 60_000;

/**
 * A stand-in of Telegram's Bot API on a loopback port, as strict as the real one where a bot can be wrong: offsets
 * confirm updates, unconfirmed ones come again, limits and error codes are Telegram's.
 */
export class TelegramBotApi {
  readonly token: string;
  readonly me: User & typeof botUser = botUser;
  apiRoot = '';
  readonly calls: Call[] = [];
  /** Messages that the bot has written, by `chat/message`. */
  readonly shown = new Map<string, Shown>();
  readonly #files = new Map<string, Uint8Array>();
  readonly #faults: Fault[] = [];
  readonly #blocked = new Map<number, Refusal>();
  readonly #known = new Set<string>();
  readonly #queries = new Map<string, number>();
  readonly #watchers = new Set<() => void>();
  #pending: Update[] = [];
  #polls: { finish: () => void; conflict: () => void }[] = [];
  #webhook: { url: string; secret: string; connections: number } | null = null;
  readonly #hooked = new Map<string, Promise<void>>();
  #next = { update: 1000, message: 1, query: 1, file: 1 };
  #server: Server | undefined;
  #stopped = false;
  /** Milliseconds between two deliveries of an update to a webhook that did not take it. */
  retryMilliseconds = 20;
  /** Milliseconds that a request takes to come and its answer to go, as over a network. */
  roundTripMilliseconds = 0;
  /** Messages that are taken in a second, as Telegram limits them; what is beyond is refused with 429. */
  messagesPerSecond = Infinity;
  readonly #taken: number[] = [];
  /** What is kept of calls; switched off in long measurements. */
  keepsCalls = true;
  /** Told of every message that the bot writes. */
  onShown: (shown: Shown) => void = () => undefined;

  constructor({ token = '42:TEST-TOKEN' }: { token?: string } = {}) {
    this.token = token;
  }

  async start(port = 0): Promise<this> {
    this.#stopped = false;
    const server = createServer((request, response) => {
      this.#serve(request, response).catch(() => {
        response.destroy();
      });
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    this.apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return this;
  }
  get port(): number {
    return Number(new URL(this.apiRoot).port);
  }
  /** Ends all connections; `start(port)` brings the server back with all it knew. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const server = this.#server;
    this.#server = undefined;
    for (const poll of this.#polls) poll.finish();
    server?.closeAllConnections();
    await new Promise<void>((resolve) => {
      if (!server) resolve();
      else
        server.close(() => {
          resolve();
        });
    });
  }

  // what a test does to the bot

  /** The next calls of a method fail as given; `times` may be Infinity. */
  fail(
    method: string,
    code: number,
    description: string,
    options: { parameters?: object; times?: number } = {},
  ) {
    const { parameters, times = 1 } = options;
    this.#faults.push({ method, refusal: new Refusal(description, code, parameters), left: times });
  }
  drop(method: string, when: 'before' | 'after' = 'before', times = 1): void {
    this.#faults.push({ method, drop: when, left: times });
  }
  heal(): void {
    this.#faults.length = 0;
  }
  /** Sending to this chat is refused from now on; null allows it again. */
  refuseChat(
    chat: number,
    refusal: Refusal | null = new Refusal('Forbidden: bot was blocked by the user', 403),
  ) {
    if (refusal) this.#blocked.set(chat, refusal);
    else this.#blocked.delete(chat);
  }
  addFile(content: Uint8Array): string {
    const id = `file${this.#next.file++}`;
    this.#files.set(id, content);
    return id;
  }
  newMessageId(chat: number): number {
    const id = this.#next.message++;
    this.#known.add(`${chat}/${id}`);
    return id;
  }
  newQueryId(): string {
    const id = String(this.#next.query++);
    this.#queries.set(id, Date.now());
    return id;
  }
  /** Hands an update to the bot; `again` repeats one that was handed over before. */
  push(update: NewUpdate, again?: number): Update {
    const whole = { ...update, update_id: again ?? this.#next.update++ }; // the union survives with its discriminating field
    this.#pending.push(whole);
    if (this.#webhook) this.#hook(whole);
    else for (const poll of [...this.#polls]) poll.finish();
    return whole;
  }
  /** Updates that are not confirmed yet. */
  get unconfirmed(): number {
    return this.#pending.length;
  }

  // what a test sees

  /** Waits for an event rather than for time; fails after 20 s, or as many milliseconds. */
  async until<T>(
    find: () => T | null | undefined | false,
    what = 'what the test waits for',
    longest = longestWait,
  ): Promise<T> {
    const now = find();
    if (now) return now;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#watchers.delete(look);
        reject(new Error(`${what} did not come within ${longest / 1000} s; calls: ${this.calls.slice(-8).map((call) => call.method).join(', ')}`)); // prettier-ignore
      }, longest);
      const look = () => {
        const found = find();
        if (!found) return;
        clearTimeout(timer);
        this.#watchers.delete(look);
        resolve(found);
      };
      this.#watchers.add(look);
    });
  }
  callsOf(method: string): Call[] {
    return this.calls.filter((call) => call.method === method);
  }
  /** What the bot has written in a chat, oldest first. */
  chat(id: number): Shown[] {
    return [...this.shown.values()].filter((message) => message.chat === id);
  }
  get webhookUrl(): string | null {
    return this.#webhook?.url ?? null;
  }

  // HTTP

  async #serve(request: Request, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = decodeURIComponent(request.url ?? '');
    const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(path);
    if (file) {
      const content = file[1] === this.token ? this.#files.get(file[2] ?? '') : undefined;
      response.writeHead(content ? 200 : 404).end(content);
      return;
    }
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(path) ?? [];
    if (this.roundTripMilliseconds > 0)
      await new Promise((resolve) => setTimeout(resolve, this.roundTripMilliseconds));
    const respond = (refusal: Refusal | null, result?: unknown) => {
      response.writeHead(refusal ? refusal.code : 200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(
          refusal
            ? { ok: false, error_code: refusal.code, description: refusal.message, ...(refusal.parameters && { parameters: refusal.parameters }) }
            : { ok: true, result },
        ),
      ); // prettier-ignore
    };
    if (token !== this.token) {
      respond(token === undefined ? new Refusal('Not Found', 404) : new Refusal('Unauthorized', 401));
      return;
    }
    const params = parseParams(Buffer.concat(chunks), request.headers['content-type'] ?? '');
    const fault = this.#takeFault(method);
    if (fault?.drop === 'before') {
      response.destroy();
      return;
    }
    let refusal = fault?.refusal ?? null;
    let result: unknown;
    try {
      if (!refusal) result = await this.#call(method, params, response);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal = error;
    }
    if (this.keepsCalls || method === 'setWebhook') this.calls.push({ method, params, refused: refusal });
    if (fault?.drop === 'after') response.destroy();
    else respond(refusal, result);
    this.#look();
  }
  #look(): void {
    for (const look of [...this.#watchers]) look();
  }
  #takeFault(method: string): Fault | undefined {
    const fault = this.#faults.find((candidate) => candidate.method === method);
    if (fault && --fault.left <= 0) this.#faults.splice(this.#faults.indexOf(fault), 1);
    return fault;
  }

  #call(method: string, params: Params, response: ServerResponse): unknown {
    switch (method) {
      case 'getMe':
        return this.me;
      case 'getUpdates':
        return this.#getUpdates(params, response);
      case 'setWebhook':
        return this.#setWebhook(params);
      case 'deleteWebhook':
        this.#webhook = null;
        return true;
      case 'getWebhookInfo':
        return {
          url: this.#webhook?.url ?? '',
          has_custom_certificate: false,
          pending_update_count: this.#pending.length,
        };
      case 'sendMessage':
        return this.#send(params, checkText(params));
      case 'sendDocument':
        return this.#sendDocument(params);
      case 'editMessageText':
        return this.#edit(params);
      case 'answerCallbackQuery':
        return this.#answerQuery(String(params['callback_query_id']));
      case 'answerInlineQuery':
        checkInlineResults(params['results'] as InlineQueryResult[]);
        return this.#answerQuery(String(params['inline_query_id']));
      case 'sendChatAction':
        this.#checkChat(Number(params['chat_id']));
        return true;
      case 'setMyCommands':
        return checkCommands(params);
      case 'setMyDescription':
        return checkLength(params['description'], 512);
      case 'setMyShortDescription':
        return checkLength(params['short_description'], 120);
      case 'leaveChat':
        return true;
      case 'getFile': {
        const id = String(params['file_id']);
        const content = this.#files.get(id);
        if (!content) throw new Refusal('Bad Request: invalid file_id');
        if (content.length > 20 * 1024 * 1024) throw new Refusal('Bad Request: file is too big');
        return { file_id: id, file_unique_id: id, file_size: content.length, file_path: id };
      }
      default:
        throw new Refusal('Not Found: method not found', 404);
    }
  }

  async #getUpdates(params: Params, response: ServerResponse): Promise<readonly Update[]> {
    if (this.#webhook)
      throw new Refusal(
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        409,
      );
    for (const poll of [...this.#polls]) poll.conflict();
    const offset = Number(params['offset'] ?? 0);
    const limit = Math.min(100, Math.max(1, Number(params['limit'] ?? 100)));
    const timeout = Math.min(50, Number(params['timeout'] ?? 0));
    if (offset > 0) this.#pending = this.#pending.filter(({ update_id: id }) => id >= offset);
    if (offset < 0) this.#pending = this.#pending.slice(offset);
    this.#look();
    if (this.#pending.length === 0 && timeout > 0)
      await new Promise<void>((resolve, reject) => {
        const settle = (done: () => void) => {
          clearTimeout(timer);
          this.#polls = this.#polls.filter((other) => other !== poll);
          done();
        };
        const poll = {
          finish: () => { settle(resolve); },
          conflict: () => { settle(() => { reject(new Refusal('Conflict: terminated by other getUpdates request; make sure that only one bot instance is running', 409)); }); },
        }; // prettier-ignore
        const timer = setTimeout(poll.finish, timeout * 1000);
        this.#polls.push(poll);
        response.once('close', poll.finish);
      });
    return this.#pending.slice(0, limit);
  }

  #setWebhook(params: Params): boolean {
    const url = String(params['url']);
    const secret = written(params['secret_token']);
    if (!/^[A-Za-z0-9_-]{0,256}$/.test(secret))
      throw new Refusal('Bad Request: secret token contains unallowed characters');
    this.#webhook = url === '' ? null : { url, secret, connections: Number(params['max_connections'] ?? 40) };
    for (const poll of [...this.#polls]) poll.finish();
    for (const update of this.#pending) this.#hook(update);
    return true;
  }
  /** As Telegram does it: one update of a chat at a time, tried again until it is taken. */
  #hook(update: Update): void {
    const key = String(chatOf(update) ?? update.update_id);
    const before = this.#hooked.get(key) ?? Promise.resolve();
    const mine = before
      .then(() => this.#deliver(update))
      .finally(() => {
        if (this.#hooked.get(key) === mine) this.#hooked.delete(key);
      });
    this.#hooked.set(key, mine);
  }
  async #deliver(update: Update): Promise<void> {
    while (this.#webhook && !this.#stopped && this.#pending.includes(update)) {
      const { url, secret } = this.#webhook;
      const taken = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(secret && { 'x-telegram-bot-api-secret-token': secret }) },
        body: JSON.stringify(update),
      }).then(async (response) => (await response.arrayBuffer(), response.ok), () => false); // prettier-ignore
      if (taken) {
        this.#pending = this.#pending.filter((other) => other !== update);
        this.#look();
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, this.retryMilliseconds));
    }
  }

  #checkPace(): void {
    const now = performance.now();
    while ((this.#taken[0] ?? now) <= now - 1000) this.#taken.shift();
    if (this.#taken.length >= this.messagesPerSecond)
      throw new Refusal('Too Many Requests: retry after 1', 429, { retry_after: 1 });
    this.#taken.push(now);
  }
  #checkChat(chat: number): void {
    const refusal = this.#blocked.get(chat);
    if (refusal) throw refusal;
  }
  #send(
    params: Params,
    checked: { text: string; entities: MessageEntity[] },
    document: Shown['document'] = null,
  ): Message {
    const chat = Number(params['chat_id']);
    this.#checkPace();
    this.#checkChat(chat);
    const keyboard = checkKeyboard(params['reply_markup'] as InlineKeyboardMarkup | undefined);
    const reply = params['reply_parameters'] as
      { message_id: number; allow_sending_without_reply?: boolean } | undefined;
    const found = reply !== undefined && this.#known.has(`${chat}/${reply.message_id}`);
    if (reply && !found && !reply.allow_sending_without_reply)
      throw new Refusal('Bad Request: message to be replied not found');
    const id = this.newMessageId(chat);
    const shown: Shown = {
      message_id: id,
      chat,
      ...checked,
      keyboard,
      replyTo: found ? reply.message_id : null,
      thread: params['message_thread_id'] === undefined ? null : Number(params['message_thread_id']),
      document,
      edits: 0,
    };
    this.shown.set(`${chat}/${id}`, shown);
    this.onShown(shown);
    return this.asMessage(shown);
  }
  #sendDocument(params: Params): Message {
    const file = params['document'];
    if (!(file instanceof Upload)) throw new Refusal('Bad Request: there is no document in the request');
    return this.#send(params, { text: '', entities: [] }, { name: file.name, content: file.content });
  }
  #edit(params: Params): Message {
    const message = this.shown.get(`${String(params['chat_id'])}/${String(params['message_id'])}`);
    if (!message) throw new Refusal('Bad Request: message to edit not found');
    this.#checkChat(message.chat);
    const { text, entities } = checkText(params);
    const keyboard = checkKeyboard(params['reply_markup'] as InlineKeyboardMarkup | undefined);
    if (text === message.text && JSON.stringify(keyboard) === JSON.stringify(message.keyboard))
      throw new Refusal(
        'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      );
    Object.assign(message, { text, entities, keyboard, edits: message.edits + 1 });
    return this.asMessage(message);
  }
  #answerQuery(id: string): boolean {
    const asked = this.#queries.get(id);
    if (asked === undefined || Date.now() - asked > queryLifetime)
      throw new Refusal('Bad Request: query is too old and response timeout expired or query ID is invalid');
    this.#queries.delete(id);
    return true;
  }
  /** A message of the bot in the form in which updates carry it. */
  asMessage(shown: Shown): Message.TextMessage {
    return {
      message_id: shown.message_id,
      date: Math.floor(Date.now() / 1000),
      chat: shown.chat > 0 ? { id: shown.chat, type: 'private', first_name: 'Camille' } : { id: shown.chat, type: 'supergroup', title: 'Famille' },
      from: this.me,
      text: shown.text,
      entities: [...shown.entities],
      ...(shown.keyboard.length > 0 ? { reply_markup: { inline_keyboard: shown.keyboard } } : {}),
    }; // prettier-ignore
  }
}

/** A file in a request of the bot. */
class Upload {
  readonly name: string;
  readonly content: Uint8Array;
  constructor(name: string, content: Uint8Array) {
    this.name = name;
    this.content = content;
  }
}

function parseParams(body: Buffer, type: string): Params {
  if (type.includes('json')) return body.length > 0 ? (JSON.parse(body.toString()) as Params) : {};
  const boundary = /boundary=([^;]+)/.exec(type)?.[1];
  if (boundary === undefined) return {};
  const params: Record<string, unknown> = {};
  // one character a byte, so that files come through
  for (const part of body.toString('latin1').split(`--${boundary}`)) {
    const [, head = '', content = ''] = /^\r\n(.*?)\r\n\r\n(.*)\r\n$/s.exec(part) ?? [];
    const name = /name="?([^";\r]+)"?/.exec(head)?.[1];
    const file = /filename="?([^";\r]+)"?/.exec(head)?.[1];
    const bytes = Buffer.from(content, 'latin1');
    if (name !== undefined)
      params[name] = file === undefined ? parsed(bytes.toString()) : new Upload(file, bytes);
  }
  // a file travels in a part of its own, named by "attach://"
  for (const [name, value] of Object.entries(params))
    if (typeof value === 'string' && value.startsWith('attach://')) params[name] = params[value.slice(9)];
  return params;
}
function parsed(value: string): unknown {
  return /^[[{]/.test(value) ? (JSON.parse(value) as unknown) : value;
}
function checkLength(value: unknown, longest: number): true {
  if (typeof value === 'string' && value.length > longest) throw new Refusal('Bad Request: text is too long');
  return true;
}
/** The chat whose order an update keeps. */
export function chatOf(update: Update): number | undefined {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message;
  return message?.chat.id ?? update.my_chat_member?.chat.id ?? update.inline_query?.from.id;
}
