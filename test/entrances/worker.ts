import {parentPort} from 'node:worker_threads';
import {sentAt} from './servers.js';
import {shapes} from './shapes.js';
import {shownAt, typedAt} from './words.js';

const entrances = {...sentAt, ...shownAt, ...typedAt};

// Names each shape before it is fed, so that the one that does not pass is known.
parentPort?.on('message', async (entrance: string) => {
	for (const [shape, text] of Object.entries(shapes)) {
		parentPort?.postMessage(shape);
		await entrances[entrance]?.(text);
	}

	parentPort?.postMessage('over');
});
