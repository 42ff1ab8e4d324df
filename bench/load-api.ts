import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';

/**
 * As much of the Bot API as a bot that answers needs, as fast as a thread of its own can: what is measured is the bot.
 * Says its port once it listens.
 */
const me = {
  id: 42,
  is_bot: true,
  first_name: 'Vigie',
  username: 'vigie_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: true,
};
let message = 0;

const server = createServer((request, response) => {
  request.resume().once('end', () => {
    const method = request.url?.slice(request.url.lastIndexOf('/') + 1) ?? '';
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: true, result: resultOf(method) }));
  });
});

function resultOf(method: string): unknown {
  if (method === 'getMe') return me;
  if (method === 'getWebhookInfo') return { url: '', has_custom_certificate: false, pending_update_count: 0 };
  if (/^(?:send|edit)/.test(method) && method !== 'sendChatAction')
    return { message_id: ++message, date: 0, chat: { id: 1, type: 'private' } };
  return true;
}

server.listen(0, '127.0.0.1', () => {
  parentPort?.postMessage((server.address() as AddressInfo).port); // a server that listens on a port has one
});
