import { hash, hkdfSync } from 'node:crypto';

/** Turns a channel's own id, which may be a phone number, into an id that says nothing without the key. */
export type Pseudonym = (channel: string, nativeId: string) => string;

const keyBytes = 32;

/**
 * @param secretKey 32 bytes; another key makes every chat a stranger
 * @param purpose what is hidden: each has a key of its own, so that one tells nothing about another
 * @returns a function that gives 43 characters of base64url (HMAC-SHA-256), always the same for the same id
 */
export function createPseudonym(
  secretKey: Uint8Array,
  purpose: 'conversation' | 'message' | 'reporter' | 'key-check' | 'webhook' = 'conversation',
): Pseudonym {
  const key = new Uint8Array(hkdfSync('sha256', secretKey, '', `vigie ${purpose} 1`, keyBytes));
  const inner = padded(key, 0x36);
  const outer = padded(key, 0x5c);
  // RFC 2104 by hashes in one go: the platform's createHmac costs ten times as much, several times a message
  return (channel, nativeId) => {
    const digest = hash('sha256', Buffer.concat([inner, Buffer.from(`${channel}\0${nativeId}`)]), 'buffer');
    return hash('sha256', Buffer.concat([outer, digest]), 'base64url');
  };
}

/** The key on a whole block of SHA-256, each byte combined with the pad. */
function padded(key: Uint8Array, pad: number): Buffer {
  const block = Buffer.alloc(64, pad);
  for (const [index, byte] of key.entries()) block[index] = byte ^ pad;
  return block;
}

/** Whether an id has the form of a pseudonym: a store refuses to write anything else down. */
export function isPseudonym(id: string): boolean {
  return /^[\w-]{43}$/.test(id);
}
