import { createHmac, hkdfSync } from 'node:crypto';

/** Turns a channel's own id of a chat, which may be a phone number, into an id that says nothing without the key. */
export type Pseudonym = (channel: string, nativeId: string) => string;

const keyBytes = 32;
const purpose = 'vigie conversation id 1';

/**
 * @param secretKey 32 bytes; another key makes every chat a stranger
 * @returns a function that gives 43 characters of base64url (HMAC-SHA-256), the same for the same chat
 */
export function createPseudonym(secretKey: Uint8Array): Pseudonym {
  // a key of its own for each purpose, so that one use tells nothing about another
  const key = new Uint8Array(hkdfSync('sha256', secretKey, '', purpose, keyBytes));
  return (channel, nativeId) =>
    createHmac('sha256', key).update(`${channel}\0${nativeId}`).digest('base64url');
}

/** Whether an id has the form of a pseudonym: anything else is refused where it would be written down. */
export function isPseudonym(id: string): boolean {
  return /^[\w-]{43}$/.test(id);
}
