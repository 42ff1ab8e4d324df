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
  const awaitRequest = (socket: Socket) => {
    silent.add(socket);
    const [oldest] = silent;
    if (silent.size > mostSilent && oldest !== undefined) oldest.destroy();
  };
  server.on('connection', (socket) => {
    awaitRequest(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    silent.delete(socket);
    response.once('finish', () => {
      if (!socket.destroyed) awaitRequest(socket);
    });
  });
}
