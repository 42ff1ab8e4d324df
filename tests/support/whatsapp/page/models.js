/* WhatsApp Web's ids, models and collections, as far as the library uses them. */
/* global crypto */

export class Emitter {
  #handlers = new Map();
  on(names, handler) {
    for (const name of names.split(' '))
      this.#handlers.set(name, [...(this.#handlers.get(name) ?? []), handler]);
  }
  once(name, handler) {
    const once = (...values) => {
      this.off(name, once);
      handler(...values);
    };
    this.on(name, once);
  }
  off(name, handler) {
    this.#handlers.set(
      name,
      (this.#handlers.get(name) ?? []).filter((one) => one !== handler),
    );
  }
  trigger(name, ...values) {
    for (const handler of this.#handlers.get(name) ?? []) handler(...values);
  }
}

export class Wid {
  constructor(text) {
    this._serialized = text;
    [this.user, this.server] = text.split('@');
  }
  isUser() {
    return ['c.us', 'lid'].includes(this.server);
  }
  isLid() {
    return this.server === 'lid';
  }
  isGroup() {
    return this.server === 'g.us';
  }
  isStatus() {
    return this._serialized === 'status@broadcast';
  }
  toString() {
    return this._serialized;
  }
  toJid() {
    return this._serialized;
  }
}
export function wid(id) {
  return id instanceof Wid ? id : new Wid(id?._serialized ?? String(id));
}

export class MsgKey {
  constructor({ from, to, id, participant, selfDir }) {
    this.fromMe = selfDir === 'out';
    this.remote = wid(this.fromMe ? to : from);
    this.id = id;
    if (participant) this.participant = wid(participant);
    this._serialized =
      `${this.fromMe}_${this.remote}_${id}` + (participant ? `_${this.participant._serialized}` : '');
  }
  static async newId() {
    return '3EB0' + crypto.randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();
  }
  toString() {
    return this._serialized;
  }
}

export class Model extends Emitter {
  constructor(fields) {
    super();
    Object.assign(this, fields);
  }
  serialize() {
    return JSON.parse(JSON.stringify(this));
  }
}

export class Collection extends Emitter {
  #models = new Map();
  modelClass = Model;
  get(id) {
    return this.#models.get(id?._serialized ?? String(id));
  }
  async find(id) {
    return this.get(id);
  }
  add(model) {
    this.#models.set(model.id._serialized, model);
    this.trigger('add', model);
    return model;
  }
  /** Earlier ones, the oldest first. */
  prepend(models) {
    this.#models = new Map([...models.map((model) => [model.id._serialized, model]), ...this.#models]);
  }
  /** The model has another id than the one it was found by. */
  rekey(id, model) {
    this.#models.delete(id);
    this.#models.set(model.id._serialized, model);
  }
  remove(model) {
    this.#models.delete(model.id._serialized);
    this.trigger('remove', model);
  }
  getModelsArray() {
    return [...this.#models.values()];
  }
  get length() {
    return this.#models.size;
  }
}
