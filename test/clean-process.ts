// Test files share a process: each begins with what a process of its own would have.
import process from 'node:process';
import {afterAll, vi} from 'vitest';
import {heldSecrets} from '../source/secrets/held.js';

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
