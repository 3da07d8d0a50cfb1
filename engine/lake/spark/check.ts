import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { sparkFault } from './faults.ts';

const javaMin = 17;
const patienceMs = 5000;

/** What Spark needs before it can be started; said in words instead of a hanging or a stack trace of Java. */
export async function checkBefore(master: string, python: string): Promise<void> {
  const address = addressOf(master);
  checkJava();
  checkPython(python);
  for (const { host, port } of address) if (await answers(host, port)) return;
  if (address.length > 0) throw sparkFault('master_unreachable', { master });
}

/** Hosts and ports of a standalone master (several with a comma); none for the others, which Spark finds itself. */
function addressOf(master: string): readonly { readonly host: string; readonly port: number }[] {
  if (/^local(\[(\d+|\*)\])?$/.test(master) || master === 'yarn' || /^k8s:\/\/\S+$/.test(master)) return [];
  const list = /^spark:\/\/(\S+)$/.exec(master)?.[1]?.split(',') ?? [];
  const found = list.map((one) => /^([^\s:]+|\[[^\s\]]+\]):(\d{1,5})$/.exec(one));
  if (found.length === 0 || found.includes(null))
    throw sparkFault('settings', { master, got: 'an address that Spark does not know' });
  return found.map((one) => ({ host: (one?.[1] ?? '').replace(/^\[|\]$/g, ''), port: Number(one?.[2]) }));
}

function checkJava(): void {
  const { JAVA_HOME } = process.env;
  const java = JAVA_HOME === undefined || JAVA_HOME === '' ? 'java' : join(JAVA_HOME, 'bin', 'java');
  const { error, stderr, status } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  if (error !== undefined || status !== 0) throw sparkFault('java_missing', { got: `no ${java}` });
  const [, first = '0', second = '0'] = /version "(\d+)(?:\.(\d+))?/.exec(stderr) ?? [];
  const version = first === '1' ? Number(second) : Number(first);
  if (version < javaMin) throw sparkFault('java_version', { got: `Java ${version} (${java})` });
}

function checkPython(python: string): void {
  const version =
    "import sys; assert sys.version_info >= (3, 10); import importlib.metadata as m; print(m.version('pyspark'))";
  const { error, stdout, stderr, status } = spawnSync(python, ['-c', version], { encoding: 'utf8' });
  if (error !== undefined) throw sparkFault('python_missing', { got: `no ${python}` });
  if (/AssertionError/.test(stderr)) throw sparkFault('python_missing', { got: `${python}, which is older` });
  // A Spark distribution puts pyspark on the path without package data; the driver then says its version.
  if (status === 0 && !stdout.startsWith('4.')) throw sparkFault('client_version', { got: `pyspark ${stdout.trim()}` });
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((give) => {
    const socket = connect({ host, port, timeout: patienceMs });
    const end = (reached: boolean) => (): void => {
      socket.destroy();
      give(reached);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}
