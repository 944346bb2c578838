import {onTestFinished} from 'vitest';
import {demoSource} from '../../../../../source/demo/demo.js';
import type {DemoRequest} from '../../../../../source/demo/serve/request.js';
import {serve} from '../../../../../source/demo/serve/serve.js';
import {createApis} from '../../../../../source/sources/rancher2/wire/api.js';
import {never} from '../../stage.js';
import {bearer, quick} from '../../start.js';

/** A server whose bodies are made so, and a request for its pods; both are closed after the test. */
export const podsOf = async (
	body: (request: DemoRequest) => string | Promise<string>,
	type = 'application/json',
) => {
	const server = await serve(
		{
			answer: async request => ({status: 200, headers: {'Content-Type': type}, body: await body(request)}),
			connect: () => ({status: 404}),
		},
		{},
	);
	onTestFinished(() => server.close());
	const credentials = async () => bearer({name: 'token-a', secret: 'b'});
	const apis = createApis(
		demoSource({name: 'prod', family: 'rancher2', url: server.url, credentials}),
		quick,
	);
	onTestFinished(() => apis.close());
	const request = {api: apis.background, path: '/v1/pods', noun: 'pods', namespaced: true, signal: never};
	return {server, request};
};
