import { createServer } from 'node:net';
import { ok, systemCode, toMend, type Finding } from './finding.ts';

/** Whether HOST and PORT can be listened on: it is tried for a moment. */
export async function checkPort(host: string, port: number): Promise<Finding> {
  const place = `PORT (${port} on ${host})`;
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    await new Promise((resolve) => server.close(resolve));
    return ok(`${place} is free`);
  } catch (error) {
    return toMend(faultOf(systemCode(error), { place, host, port }));
  }
}

function faultOf(code: string, { place, host, port }: { place: string; host: string; port: number }): string {
  switch (code) {
    case 'EADDRINUSE':
      return `${place} is in use: stop what uses it (a Vigie that runs already?), or set PORT to another, such as ${port === 8081 ? 8082 : 8081}`;
    case 'EACCES':
      return `${place} is for the administrator alone, as all below 1024: set PORT to a higher one, such as 8080, and let a reverse proxy pass on to it`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST (${host}) is no address of this machine: set it to 127.0.0.1, or to 0.0.0.0 for all its addresses`;
    default:
      return `${place} cannot be listened on (${code}): set HOST and PORT to others`;
  }
}
