// A receiver of its own thread: notes when the first byte of each delivery arrived, on the machine's monotonic clock.
import http from 'node:http';
import { parentPort } from 'node:worker_threads';

let ids = [];
let moments = [];
let count = 0;
const server = http.createServer((request, answer) => {
  count += 1;
  ids.push(String(request.headers['webhook-id']));
  moments.push(Number(process.hrtime.bigint()) / 1e6);
  request.resume();
  request.on('end', () => answer.writeHead(204).end());
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage({ port: server.address().port }));
parentPort.on('message', (wish) => {
  if (wish === 'count') parentPort.postMessage({ count });
  else {
    parentPort.postMessage({ ids, moments });
    ids = [];
    moments = [];
  }
});
