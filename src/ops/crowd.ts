import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Keeps room for those who ask: of the connections on which no request is under way, the ones open longest are closed when
 * there are too many. Whoever opens hundreds and says nothing, or says it letter by letter, closes only their own.
 *
 * @param mostSilent connections without a request that may be open
 */
export function keepRoom(server: Server, mostSilent: number): void {
  const silent = new Set<Socket>();
  /** Requests under way; several where they are sent without waiting for answers. */
  const asked = new WeakMap<Socket, number>();
  const awaitRequest = (socket: Socket) => {
    if (socket.destroyed) return;
    silent.add(socket);
    const [oldest] = silent;
    if (silent.size > mostSilent && oldest !== undefined) oldest.destroy();
  };
  const count = (socket: Socket, change: 1 | -1): number => {
    const requests = (asked.get(socket) ?? 0) + change;
    asked.set(socket, requests);
    return requests;
  };
  server.on('connection', (socket) => {
    awaitRequest(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    silent.delete(socket);
    count(socket, 1);
    response.once('close', () => {
      if (count(socket, -1) === 0) awaitRequest(socket);
    });
  });
}
