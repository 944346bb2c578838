import type {Check, SourceChecks} from '../../model/check.js';
import {UsageError} from '../../model/errors.js';
import type {SourceConfig} from '../../model/source-config.js';
import {discoverFamily} from '../discover.js';
import type {ServerChecks, SourceFamily} from '../family.js';
import {wayTo} from '../open-source.js';
import {holdingCredentials} from '../redacted.js';
import {credentialsFound, rightsFound} from './identity.js';
import {checkName, checkProxy, checkReach, checkTls} from './network.js';
import {checked, type Found, failure, skipped} from './outcome.js';

/** For one answer, for the stream's first frame, and for what may take megabytes. */
const limits = {answerMs: 15_000, streamMs: 20_000, rightsMs: 30_000} as const;

/** Which family answers. Asks the server where nothing names one. */
const familyFound = async (
	config: SourceConfig,
	families: readonly SourceFamily[],
	signal: AbortSignal,
): Promise<{readonly family: string; readonly found: Found}> => {
	const {family} = config;
	const titleOf = (name: string) => families.find(one => one.name === name)?.server ?? name;
	if (config.via !== null) {
		const behind = family ?? families.find(one => one.behindProxy)?.name;
		if (behind) return {family: behind, found: {text: `${titleOf(behind)}, through ${config.via}`}};
	}

	if (family === null) {
		const found = await discoverFamily(config, families, signal);
		return {family: found, found: {text: titleOf(found)}};
	}

	// What is configured counts, unless the server says that it is another.
	const answers = await discoverFamily(config, families, signal).catch(() => null);
	if (answers === null || answers === family) return {family, found: {text: titleOf(family)}};
	throw new UsageError(`it is configured as a ${titleOf(family)}, but answers as a ${titleOf(answers)}`);
};

/** What the server itself is asked, with credentials. */
const serverChecks = async (
	server: ServerChecks,
	signal: AbortSignal,
	names: Set<string>,
): Promise<readonly Check[]> => {
	const credentials = await checked({
		name: 'credentials',
		limitMs: limits.answerMs,
		signal,
		async run(aborted) {
			const identity = await server.identity(false, aborted);
			if (identity.user !== null) names.add(identity.user);
			return credentialsFound(identity);
		},
	});
	if (credentials.status === 'failed') {
		const why = 'the credentials do not work';
		return [credentials, skipped('streams', why), skipped('rights', why)];
	}

	const [streams, rights] = await Promise.all([
		checked({
			name: 'streams',
			limitMs: limits.streamMs,
			signal,
			run: async aborted => ({text: await server.stream(aborted)}),
		}),
		checked({
			name: 'rights',
			limitMs: limits.rightsMs,
			signal,
			run: async aborted => rightsFound(await server.identity(true, aborted)),
		}),
	]);
	return [credentials, streams, rights];
};

const askServer = async (
	config: SourceConfig,
	named: ReadonlyMap<string, SourceConfig>,
	families: readonly SourceFamily[],
	signal: AbortSignal,
	names: Set<string>,
): Promise<{readonly family: string | null; readonly checks: readonly Check[]}> => {
	let family = config.family;
	const familyCheck = await checked({
		name: 'family',
		limitMs: limits.answerMs * 2,
		signal,
		async run(aborted) {
			const answered = await familyFound(config, families, aborted);
			family = answered.family;
			return answered.found;
		},
	});
	const open = await families.find(({name}) => name === family)?.checks?.();
	if (familyCheck.status === 'failed' || !open) {
		const rest = ['version', 'credentials', 'streams', 'rights'];
		return {family, checks: [familyCheck, ...rest.map(name => skipped(name, 'the family is not known'))]};
	}

	let server: ServerChecks;
	try {
		const way = await wayTo(config, named, families);
		server = open(config, way);
	} catch (error) {
		return {family, checks: [familyCheck, {advice: null, ...failure(error), name: 'credentials'}]};
	}

	try {
		const version = await checked({
			name: 'version',
			limitMs: limits.answerMs,
			signal,
			run: async aborted => ({text: (await server.version(aborted)) ?? 'the server does not say'}),
		});
		// It is asked for without credentials where that is possible: what refuses it says so below.
		const shown: Check = version.status === 'failed' ? skipped('version', version.text) : version;
		return {family, checks: [familyCheck, shown, ...(await serverChecks(server, signal, names))]};
	} finally {
		await server.close();
	}
};

/** Looks at one source from the outside in. Never rejects, and takes a minute or two at most. */
export const checkSource = async (
	given: SourceConfig,
	named: ReadonlyMap<string, SourceConfig>,
	families: readonly SourceFamily[],
	signal: AbortSignal,
): Promise<SourceChecks> => {
	const config = holdingCredentials(given);
	const held = new Map([...named].map(([name, one]) => [name, holdingCredentials(one)]));
	// What is connected to: the way to a server behind another is that other one's affair.
	const front = (config.via === null ? undefined : held.get(config.via)) ?? config;
	const names = new Set([config.name, new URL(config.url).hostname, new URL(front.url).hostname]);
	const {answerMs} = limits;
	const at = (name: string, run: (aborted: AbortSignal) => Promise<Found>) =>
		checked({name, limitMs: answerMs, signal, run});
	const [name, proxy] = await Promise.all([
		at('name resolution', () => checkName(front, names)),
		at('proxy', () => checkProxy(front, names)),
	]);
	const none = (why: string, ...rest: readonly string[]) => rest.map(one => skipped(one, why));
	const rest = ['family', 'version', 'credentials', 'streams', 'rights'];
	const result = (checks: readonly Check[], family = config.family): SourceChecks => ({
		name: config.name,
		url: config.url,
		family,
		checks: [name, proxy, ...checks],
		names: [...names].filter(one => one !== ''),
	});
	if (name.status === 'failed')
		return result(none('the name is not known', 'TLS', 'reachability', 'clock', ...rest));
	let clock: Found | null = null;
	const [tls, reach] = await Promise.all([
		at('TLS', aborted => checkTls(front, names, aborted)),
		at('reachability', async aborted => {
			const reached = await checkReach(front, aborted);
			clock = reached.clock;
			return reached.reach;
		}),
	]);
	if (reach.status === 'failed')
		return result([tls, reach, ...none('the server is not reached', 'clock', ...rest)]);
	const clockCheck: Check = clock
		? await at('clock', async () => clock ?? {text: ''})
		: skipped('clock', 'the server does not say the time');
	const {family, checks} = await askServer(config, held, families, signal, names);
	return result([tls, reach, clockCheck, ...checks], family);
};
