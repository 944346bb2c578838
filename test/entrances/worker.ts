import {parentPort, workerData} from 'node:worker_threads';
import {sentAt} from './servers.js';
import {shapes} from './shapes.js';
import {shownAt, typedAt} from './words.js';

// Says of each shape when it has passed, so that the one that does not is known.
const entrance = {...sentAt, ...shownAt, ...typedAt}[String(workerData)];
if (!entrance) throw new Error(`There is no entrance ${workerData}`);
for (const [name, text] of Object.entries(shapes)) {
	parentPort?.postMessage(`begun: ${name}`);
	await entrance(text);
}

parentPort?.postMessage('over');
