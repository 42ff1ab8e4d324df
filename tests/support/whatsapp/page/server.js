/* What WhatsApp's servers and the phone are asked and told. */
/* global fetch, indexedDB, setTimeout */

/** Asks until there is an answer: what WhatsApp Web has to send waits for the network. */
export async function ask(name, fields = {}) {
  for (;;) {
    try {
      const response = await fetch(`/${name}`, { method: 'POST', body: JSON.stringify(fields) });
      return await response.json();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** The rest of an earlier pairing, kept in the profile of the browser. */
export const token = {
  read: () => inStore('readonly', (store) => store.get('token')),
  write: (value) => inStore('readwrite', (store) => store.put(value, 'token')),
  clear: () => inStore('readwrite', (store) => store.delete('token')),
};

function inStore(mode, use) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('account');
    opening.onupgradeneeded = () => opening.result.createObjectStore('values');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      // on the disk once fulfilled: the browser may be killed at any moment
      const transaction = opening.result.transaction('values', mode, { durability: 'strict' });
      const request = use(transaction.objectStore('values'));
      transaction.oncomplete = () => {
        opening.result.close();
        resolve(request.result ?? '');
      };
      transaction.onerror = () => reject(transaction.error);
    };
  });
}
