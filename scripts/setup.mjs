/**
 * What `npm start` and `npm test` need before anything else runs: dependencies and a build.
 * Plain JavaScript on Node alone, because nothing is installed yet. Does nothing when nothing changed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`excavator needs Node 20.19 or later; this is ${process.versions.node}. Install a newer Node and try again.`);
}

installDependencies();
build();
buildLoops();
buildConsole();

function installDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.excavator-installed');
  const wanted = `${lock} node-${process.versions.modules}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('Installing dependencies (a native module may compile: about a minute) ...');
  const npm = process.env.npm_execpath;
  const [command, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  run(command, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], 'Installing dependencies failed');
  writeFileSync(stamp, wanted);
}

function build() {
  mkdirSync(join(root, 'dist'), { recursive: true });
  run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b'], 'The build failed');
}

/** The inner loops of training and scoring become WebAssembly; built again when one of the files or a dependency has changed. */
function buildLoops() {
  const folder = join(root, 'engine', 'kernel', 'compiled');
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)));
  const wanted = hash.digest('hex');
  const stamp = join(root, 'dist', 'engine', 'kernel', 'compiled', '.stamp');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const asc = join(root, 'node_modules', 'assemblyscript', 'bin', 'asc.js');
  const sources = ['loops.ts', 'scores.ts'].map((name) => join(folder, name));
  const config = join(folder, 'asconfig.json');
  run(process.execPath, [asc, ...sources, '--config', config], 'The inner loops could not be built');
  writeFileSync(stamp, wanted);
}

/** The web page is built again when one of its files, the contract or a dependency has changed. */
function buildConsole() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const folder of ['api/console', 'api/contract']) {
    const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    const paths = files.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
    for (const path of paths.sort()) hash.update(path.slice(root.length)).update(readFileSync(path));
  }
  const wanted = hash.digest('hex');
  const stamp = join(root, 'dist', 'console', '.stamp');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('Building the web page ...');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const config = join(root, 'api', 'console', 'vite.config.ts');
  run(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'warn'], 'The web page could not be built');
  writeFileSync(stamp, wanted);
}

function run(command, args, failure) {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) fail(`${failure}: ${done.error?.message ?? `exit ${done.status}`}. The lines above say why.`);
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}
