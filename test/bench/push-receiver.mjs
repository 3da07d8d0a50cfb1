// Receivers in a process of their own, one for each conduct named: notes when the first byte of each delivery arrived, on
// the machine's monotonic clock; with `count` only how many came. Sick ones note nothing.
import { once } from 'node:events';
import http from 'node:http';

const [, , conducts, noting] = process.argv;

const answer = (status, headers) => (request, reply) => {
  request.resume();
  request.on('end', () => reply.writeHead(status, headers).end());
};
const pour = (reply) => {
  while (!reply.destroyed && reply.write('x'.repeat(65_536)));
};
const conductOf = {
  well: answer(204),
  hangs: (request) => request.resume(),
  resets: (request) => request.socket.resetAndDestroy(),
  500: answer(500),
  302: answer(302, { location: 'http://10.0.0.1/' }),
  410: answer(410),
  429: answer(429, { 'retry-after': '1' }),
  drips: (request, reply) => {
    request.resume();
    reply.writeHead(200);
    const timer = setInterval(() => reply.write('.'), 50);
    reply.on('close', () => clearInterval(timer));
  },
  floods: (request, reply) => {
    request.resume();
    reply.writeHead(200);
    reply.on('drain', () => pour(reply));
    pour(reply);
  },
};

const told = [];
const ports = [];
let count = 0;
for (const conduct of conducts.split(',')) {
  const server = http.createServer((request, reply) => {
    count += 1;
    if (conduct === 'well' && noting !== 'count')
      told.push([String(request.headers['webhook-id']), Number(process.hrtime.bigint()) / 1e6]);
    conductOf[conduct](request, reply);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ports.push(server.address().port);
}
process.on('message', () => {
  process.send({ told, count });
  told.length = 0;
});
process.on('disconnect', () => process.exit());
process.send({ ports });
