// Exit 0 when every channel is up; else 1, and what /healthz says of it is printed (docker inspect shows it).
import { get } from 'node:http';
import { env, exit, stdout } from 'node:process';

const address = `http://127.0.0.1:${env.PORT || 8080}/healthz`;
const limit = 8_000;

get(address, { timeout: limit }, (response) => {
  response.pipe(stdout);
  response.on('end', () => exit(response.statusCode === 200 ? 0 : 1));
})
  .on('timeout', () => {
    stdout.write(`${address} does not answer within ${limit / 1000} s\n`);
    exit(1);
  })
  .on('error', (error) => {
    stdout.write(`${address} does not answer: ${error.code}\n`);
    exit(1);
  });
