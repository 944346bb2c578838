import {RefusedError, ServerError} from '../../model/errors.js';
import type {SourceConfig} from '../../model/source-config.js';
import type {ServerChecks} from '../family.js';
import {awaitFirstFrame} from '../requests/first-frame.js';
import {textOf} from '../requests/json-fields.js';
import {readIdentity} from './whoami.js';
import {type Api, createApis} from './wire/api.js';
import {discover, type Found, isOpenProject, projectsOf} from './wire/discover.js';
import {usualTiming} from './wire/timing.js';

const attempted = 'Cannot follow changes';

/** The header names it to everybody who may come in; else a setting, which not every key may read. */
const readVersion = async (api: Api, {root}: Found, signal: AbortSignal): Promise<string | null> => {
	const request = {attempted: 'Cannot read the version', signal};
	const {headers} = await api.call({...request, path: root});
	const header = headers['x-rancher-version'];
	if (header) return header;
	try {
		const {body} = await api.call({...request, path: `${root}/settings/rancher.server.version`});
		return textOf(body, 'value');
	} catch (error) {
		if (error instanceof ServerError) return null;
		throw error;
	}
};

const tryStream = async (api: Api, found: Found, signal: AbortSignal): Promise<string> => {
	const projects = await projectsOf(api, found, {signal});
	const project = projects.find(isOpenProject);
	if (!project) {
		const answer = projects.length === 0 ? 'this key sees no environment' : 'no environment is active';
		throw new RefusedError({attempted, target: api.url, answer, advice: 'use a key that sees one'});
	}

	const base = `${found.root}/projects/${project.id}`;
	// The first ping comes after five seconds, unless something changes before (frames-cattle-restart.txt).
	const ms = await awaitFirstFrame({
		open: (onFrame, over) =>
			api.socket({
				url: `${base}/subscribe?eventNames=resource.change`,
				attempted,
				silenceMs: null,
				signal: over,
				onFrame,
			}),
		greeting: null,
		target: api.url,
		signal,
	});
	return `the websocket of the environment ${textOf(project, 'name') ?? project.id} sent its first frame after ${ms} ms`;
};

/** Looks at a Rancher 1. */
export const openChecks = (config: SourceConfig): ServerChecks => {
	const {urgent: api} = createApis(config, usualTiming);
	let known: Found | null = null;
	const found = async (signal: AbortSignal): Promise<Found> => {
		known ??= await discover(api, signal);
		return known;
	};
	return {
		version: async signal => readVersion(api, await found(signal), signal),
		identity: async (withRights, signal) => readIdentity(api, await found(signal), withRights, signal),
		stream: async signal => tryStream(api, await found(signal), signal),
		async close() {
			api.close();
		},
	};
};
