import {expect, test} from 'vitest';
import {AccountedError} from '../../source/model/errors.js';
import {createHttpClient} from '../../source/transport/http.js';
import {serveRaw} from '../transport/servers.js';
import {ending} from '../transport/stage.js';
import {count, mutated, pick, randomOf, seed} from './mutate.js';
import {answersOf} from './recorded.js';

test.each(['rancher1', 'rancher2', 'salt'])(
	`%s: each of ${count} mutated answers is an answer or an error in words (seed ${seed})`,
	{timeout: 60_000 + 200 * count},
	async family => {
		const random = randomOf(seed);
		const answers = answersOf(family);
		expect(answers.length).toBeGreaterThan(0);
		let answer = '';
		const server = ending(await serveRaw(socket => socket.once('data', () => socket.end(answer))));
		const http = ending(
			createHttpClient({url: server.url, certificateAuthorities: null, insecure: false, environment: {}}),
		);
		for (let left = count; left > 0; left--) {
			answer = mutated(pick(random, answers), random);
			const outcome = await http
				.request({path: '/', attempted: 'Cannot list', timeoutMs: 20_000})
				.then(response => ({status: response.status, body: response.json()}))
				.catch((error: unknown) => error);
			const isMet = outcome instanceof AccountedError || !(outcome instanceof Error);

			expect(isMet, `${String(outcome)}\n${answer.slice(0, 2000)}`).toBe(true);
		}
	},
);
