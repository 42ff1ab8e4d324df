import type { Requests } from './requests.ts';
import { SessionLostError } from './session.ts';

const mostPeople = 20_000;

/**
 * One id for a person, whether WhatsApp shows the one with the phone number or the one that hides it: the former where
 * WhatsApp knows it. Asked once a person. Rejects when the session is lost.
 */
export function createPeople(requests: Pick<Requests, 'phoneId'>): (id: string) => Promise<string> {
  const known = new Map<string, string>();
  return async (id) => {
    if (!id.endsWith('@lid')) return id;
    const before = known.get(id);
    if (before !== undefined) return before;
    let phone: string | null;
    try {
      phone = await requests.phoneId(id);
    } catch (error) {
      if (error instanceof SessionLostError) throw error;
      return id;
    }
    if (known.size >= mostPeople) known.clear();
    known.set(id, phone ?? id);
    return phone ?? id;
  };
}
