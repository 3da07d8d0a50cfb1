// Asks one URL over so many connections for so many seconds, in a process of its own; prints requests a second and quantiles in ms.
import { Agent, request } from 'node:http';

const [, , url, cookie, secondsText, connectionsText, rateText] = process.argv;
const [seconds, connections, rate] = [Number(secondsText), Number(connectionsText), Number(rateText ?? 0)];
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const times = [];
const end = performance.now() + seconds * 1000;
let failed = 0;

const once = () =>
  new Promise((done) => {
    const start = performance.now();
    const sent = request(url, { agent, headers: { cookie } }, (answer) => {
      answer.resume();
      answer.on('end', () => {
        if (answer.statusCode !== 200) failed++;
        times.push(performance.now() - start);
        done();
      });
    });
    sent.on('error', () => {
      failed++;
      done();
    });
    sent.end();
  });

const caller = async (nth) => {
  // At a fixed rate each connection has its own beat, so that a slow answer does not thin out the load.
  const gap = rate > 0 ? (1000 * connections) / rate : 0;
  let next = performance.now() + (gap * nth) / connections;
  while (performance.now() < end) {
    if (gap > 0) {
      const wait = next - performance.now();
      if (wait > 0) await new Promise((go) => setTimeout(go, wait));
      next += gap;
    }
    await once();
  }
};
await Promise.all(Array.from({ length: connections }, (_, i) => caller(i)));
times.sort((a, b) => a - b);
const at = (q) => times[Math.floor(q * (times.length - 1))] ?? 0;
process.stdout.write(JSON.stringify({ perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), failed }));
agent.destroy();
