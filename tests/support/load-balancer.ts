import {
  Agent,
  createServer,
  request as ask,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

type Target = { readonly port: number; inHand: number };

/** What stands before several workers: each request goes to the one with the least in hand, one that is gone is passed over. */
export class LoadBalancer {
  #targets: Target[] = [];
  #server: Server | undefined;
  readonly #agent = new Agent({ keepAlive: true });

  async start(): Promise<this> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.#pass(request, Buffer.concat(chunks), response, new Set());
      });
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return this;
  }
  get url(): string {
    return `http://127.0.0.1:${(this.#server?.address() as AddressInfo).port}`; // it listens on a port
  }
  add(port: number): void {
    this.#targets.push({ port, inHand: 0 });
  }
  remove(port: number): void {
    this.#targets = this.#targets.filter((target) => target.port !== port);
  }
  async stop(): Promise<void> {
    this.#agent.destroy();
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  #pass(request: IncomingMessage, body: Buffer, response: ServerResponse, refused: Set<number>): void {
    const left = this.#targets.filter(({ port }) => !refused.has(port));
    const [first] = left;
    if (!first) {
      response.writeHead(502).end();
      return;
    }
    const target = left.reduce((least, one) => (one.inHand < least.inHand ? one : least), first);
    const { method, url, headers } = request;
    target.inHand++;
    let isOver = false;
    const over = () => {
      if (!isOver) target.inHand--;
      isOver = true;
    };
    const passed = ask({ host: '127.0.0.1', port: target.port, method, path: url, headers, agent: this.#agent }, (answer) => {
      answer.on('end', over).on('close', over);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    }); // prettier-ignore
    passed.on('error', (error: NodeJS.ErrnoException) => {
      over();
      // whoever refuses the connection has read nothing: another may; what was begun is not begun elsewhere
      if (error.code === 'ECONNREFUSED') this.#pass(request, body, response, refused.add(target.port));
      else if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    });
    passed.end(body);
  }
}
