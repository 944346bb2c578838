// Test files share a process: each begins with what a process of its own would have.
import {setMaxListeners} from 'node:events';
import process from 'node:process';
import {afterAll, vi} from 'vitest';
import {heldSecrets} from '../source/secrets/held.js';

// As in the program: all requests of a source that wait at once listen for the same signal.
setMaxListeners(0);

const {env} = process;
const variables = {...env};

afterAll(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
	heldSecrets.clear();
	for (const name of Object.keys(env)) {
		if (!(name in variables)) delete env[name];
	}

	Object.assign(env, variables);
});
