import type {EditCheck, Editing, EditSent} from '../model/editing.js';
import {AccountedError} from '../model/errors.js';
import type {Evidence} from '../model/explanation.js';
import type {Identity} from '../model/identity.js';
import type {LogEvent} from '../model/log.js';
import type {Source, SourceEvent} from '../model/source.js';
import type {SourceConfig} from '../model/source-config.js';
import {heldSecrets} from '../secrets/held.js';
import {redactMessage} from '../secrets/text.js';
import {redactFields, redactValue} from '../secrets/value.js';
import {redactResource} from './redacted-resource.js';
import {redactedSession} from './redacted-shell.js';

const orNull = (message: string | null): string | null => (message === null ? null : redactMessage(message));

/** What a source reports, without secrets. */
export const redactEvent = (event: SourceEvent): SourceEvent => {
	if (event.type === 'changed' || event.type === 'removed') {
		if (event.resource === undefined) return event;
		const resource = redactResource(event.resource);
		return resource === event.resource ? event : {...event, resource};
	}

	if (event.type === 'fault' || event.type === 'unmeasured')
		return {...event, message: redactMessage(event.message)};
	if (event.type !== 'status') return event;
	const missing = event.missing?.map(one => ({
		...one,
		message: redactMessage(one.message),
		...(one.reason !== undefined && {reason: redactMessage(one.reason)}),
	}));
	return {...event, message: orNull(event.message), ...(missing && {missing})};
};

const redactLogEvent = (event: LogEvent): LogEvent => {
	if (event.type === 'live') return event;
	if (event.type !== 'line') return {...event, message: redactMessage(event.message)};
	// What programs write is shown as they wrote it, but for what is ours.
	const text = heldSecrets.without(event.line.text);
	return text === event.line.text ? event : {...event, line: {...event.line, text}};
};

/** The same error: what is asked of it, such as its class and status, stays. */
const redactError = (error: unknown): unknown => {
	if (!(error instanceof Error)) return error;
	error.message = redactMessage(error.message);
	if (error instanceof AccountedError) {
		const {attempted, target, answer, advice} = error.account;
		const account = {
			attempted: redactMessage(attempted),
			target: redactMessage(target),
			answer: redactMessage(answer),
			advice: orNull(advice ?? null),
		};
		Object.defineProperty(error, 'account', {value: account});
	}

	return error;
};

const guarded = async <Value>(call: () => Promise<Value>): Promise<Value> => {
	try {
		return await call();
	} catch (error) {
		throw redactError(error);
	}
};

const redactOutcome = <Outcome extends Awaited<ReturnType<Source['act']>>>(outcome: Outcome): Outcome => ({
	...outcome,
	message: orNull(outcome.message),
	...(outcome.answer && {answer: redactFields(outcome.answer)}),
	...(outcome.about && {about: redactResource(outcome.about)}),
	...(outcome.log && {log: redactResource(outcome.log)}),
});

const redactIdentity = ({user, means, rights, ...identity}: Identity): Identity => ({
	...identity,
	user: orNull(user),
	means: orNull(means),
	rights: rights.map(([label, text]) => [redactMessage(label), redactMessage(text)] as const),
});

const redactEnd = <One extends {readonly ended: Promise<unknown>}>(one: One): One => ({
	...one,
	ended: guarded(() => one.ended),
});

const redactReason = <Step extends EditCheck | EditSent>(step: Step): Step =>
	step.type === 'rejected' ? {...step, reason: redactMessage(step.reason)} : step;

/** Its texts are for the person's own editor: whole. */
const redactEditing = ({check, send, ...editing}: Editing): Editing => ({
	...editing,
	check: async (...asked) => redactReason(await guarded(() => check(...asked))),
	send: async (...asked) => redactReason(await guarded(() => send(...asked))),
});

const redactEvidence = (evidence: Evidence): Evidence => ({
	...evidence,
	answer: redactValue(evidence.answer),
	error: orNull(evidence.error),
});

/** The credentials of a source, held from the moment at which they are known. */
export const holdingCredentials = (config: SourceConfig): SourceConfig => ({
	...config,
	async credentials() {
		const credentials = await config.credentials();
		if (credentials.type === 'bearer') heldSecrets.hold(credentials.token.replace(/^R_SESS=/, ''));
		else if (credentials.type !== 'none') heldSecrets.hold(credentials.password);
		return credentials;
	},
});

/**
 * A source of any family as the rest of the program sees it: no secret is in what it reports, answers or throws,
 * whatever its server sends.
 */
export const redacted = (source: Source): Source => {
	const {command, stats, shell, connectPort, webAddress, whoami, gather, edit, secrets} = source;
	// What is not named here is asked of the source itself: some is known only later.
	return Object.assign(Object.create(source) as Source, {
		watch: (emit, signal) => source.watch(event => emit(redactEvent(event)), signal),
		form: (...asked) => guarded(() => source.form(...asked)),
		act: async (...asked) => redactOutcome(await guarded(() => source.act(...asked))),
		object: async (...asked) => redactFields(await guarded(() => source.object(...asked))),
		logs: (resource, options, emit, signal) =>
			guarded(() => source.logs(resource, options, event => emit(redactLogEvent(event)), signal)),
		...(gather && {
			gather: (
				surroundings: Parameters<typeof gather>[0],
				emit: Parameters<typeof gather>[1],
				signal: AbortSignal,
			) => guarded(() => gather(surroundings, evidence => emit(redactEvidence(evidence)), signal)),
		}),
		...(webAddress && {
			webAddress: (...asked: Parameters<typeof webAddress>) => guarded(() => webAddress(...asked)),
		}),
		...(command && {
			command: async (line: string, signal: AbortSignal) =>
				redactOutcome(await guarded(() => command(line, signal))),
		}),
		...(whoami && {
			whoami: async (...asked: Parameters<typeof whoami>) =>
				redactIdentity(await guarded(() => whoami(...asked))),
		}),
		...(stats && {
			stats: (...asked: Parameters<typeof stats>) => guarded(() => stats(...asked)),
		}),
		...(edit && {edit: async (...asked) => redactEditing(await guarded(() => edit(...asked)))}),
		...(secrets && {secrets: async (...asked) => guarded(() => secrets(...asked))}),
		...(shell && {
			shell: async (...[resource, size, output, signal, session]: Parameters<typeof shell>) =>
				redactEnd(await guarded(() => shell(resource, size, output, signal, redactedSession(session)))),
		}),
		...(connectPort && {
			connectPort: async (...asked: Parameters<typeof connectPort>) =>
				redactEnd(await guarded(() => connectPort(...asked))),
		}),
	} satisfies Partial<Source>);
};
