import {exit} from './program/exit.js';

// Not imported: Node would make all its standard streams for that, which takes 4 ms of each start.
const {process} = globalThis;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
	process.stderr.write(`rwatch needs Node 20.19 or newer; this is ${process.versions.node}\n`, () => exit(2));
} else {
	// Node's own answer to this signal opens an inspector, in which everyone on this machine finds the secrets.
	process.on('SIGUSR1', () => undefined);
	// Nothing is left to say it on.
	process.stderr.on('error', () => undefined);
	// For `ps`: not every start loads meow, which would set it.
	process.title = 'rwatch';
	// React reads it when it loads; its development build takes a quarter more time for each frame.
	process.env.NODE_ENV ??= 'production';
	// Not awaited: the bundle also runs as a script, which has no top-level await.
	void import('./main.js').then(async ({main}) => exit(await main(process.argv.slice(2))));
}
