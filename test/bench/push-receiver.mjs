// A receiver in a process of its own: notes when the first byte of each delivery arrived, on the machine's monotonic
// clock, or with `count` only how many came and how many of them again.
import http from 'node:http';

const counting = process.argv[2] === 'count';
let ids = [];
let moments = [];
let count = 0;
const server = http.createServer((request, answer) => {
  count += 1;
  if (!counting) {
    ids.push(String(request.headers['webhook-id']));
    moments.push(Number(process.hrtime.bigint()) / 1e6);
  }
  request.resume();
  request.on('end', () => answer.writeHead(204).end());
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', () => {
  process.send({ ids, moments, count });
  ids = [];
  moments = [];
});
process.on('disconnect', () => process.exit());
