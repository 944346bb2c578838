import type {Finding, RowName} from '../../../model/explanation.js';
import type {JsonObject} from '../../../model/json-object.js';
import {cause, sign} from '../../explain/finding.js';
import {mapOf, numberOf, textOf} from '../../requests/json-fields.js';
import {type Container, containerSince, isDone} from '../rows/container-state.js';
import type {EventFacts} from './events.js';

/** A container of a pod, with what its pod says of it. */
type OfPod = {
	readonly row: RowName;
	readonly container: Container;
	/** Its part of the pod's specification. */
	readonly spec: JsonObject;
	/** Since when the pod is as it is, epoch milliseconds. */
	readonly since: number | null;
	/** Those of the pod, the newest first. */
	readonly events: readonly EventFacts[];
};

// Kubernetes' own words for a container that waits (kubernetes pkg/kubelet/images/types.go, container/sync_result.go).
const pulling: ReadonlySet<string> = new Set([
	'ImagePullBackOff',
	'ErrImagePull',
	'ErrImageNeverPull',
	'ImageInspectError',
	'RegistryUnavailable',
]);
const starting: ReadonlyMap<string, string> = new Map([
	['InvalidImageName', 'has an image name that is not valid'],
	['CreateContainerConfigError', 'cannot be configured'],
	['CreateContainerError', 'cannot be created'],
	['RunContainerError', 'cannot be started'],
	['ContainerCannotRun', 'cannot be started'],
	['StartError', 'cannot be started'],
	['PostStartHookError', 'fails in its postStart hook'],
	['PreCreateHookError', 'cannot be created'],
	['PreStartHookError', 'cannot be started'],
]);
const beginning: ReadonlySet<string> = new Set(['ContainerCreating', 'PodInitializing']);

// Codes above 128 are signals by convention (POSIX shells).
const signals: ReadonlyMap<number, string> = new Map([
	[1, 'SIGHUP'],
	[2, 'SIGINT'],
	[3, 'SIGQUIT'],
	[4, 'SIGILL'],
	[6, 'SIGABRT'],
	[7, 'SIGBUS'],
	[8, 'SIGFPE'],
	[9, 'SIGKILL'],
	[11, 'SIGSEGV'],
	[13, 'SIGPIPE'],
	[15, 'SIGTERM'],
]);

const signalOf = (ended: JsonObject): string | null => {
	const number = numberOf(ended, 'signal') || (numberOf(ended, 'exitCode') ?? 0) - 128;
	return signals.get(number) ?? (number > 0 && number < 65 ? `signal ${number}` : null);
};

/** `exit code 139 (SIGSEGV)`. */
const exitText = (ended: JsonObject): string => {
	const signal = signalOf(ended);
	return `exit code ${numberOf(ended, 'exitCode') ?? 0}${signal === null ? '' : ` (${signal})`}`;
};

const titleOf = ({container, row}: OfPod): string =>
	`${container.role === 'main' ? '' : `${container.role} `}container ${container.name} of ${row.kind} ${row.name}`;

const timesText = (count: number): string => (count === 1 ? 'once' : `${count} times`);

const restartsText = ({status}: Container): string => {
	const count = numberOf(status, 'restartCount') ?? 0;
	return count === 0 ? '' : `, restarted ${timesText(count)}`;
};

const limitText = ({spec}: OfPod): string => {
	const limit = textOf(mapOf(mapOf(spec, 'resources'), 'limits'), 'memory');
	return limit === null ? 'than its node had' : `than its limit of ${limit}`;
};

/** How a container ended: `was killed for using more memory than its limit of 128Mi`. */
const endText = (of: OfPod, ended: JsonObject, isRepeated: boolean): string => {
	if (ended.reason === 'OOMKilled')
		return `${isRepeated ? 'is' : 'was'} killed for using more memory ${limitText(of)}${restartsText(of.container)}`;
	const ends = isRepeated ? 'ends over and over with' : 'ended with';
	return `${ends} ${exitText(ended)}${restartsText(of.container)}`;
};

const waitingFindings = (of: OfPod, waiting: JsonObject): readonly Finding[] => {
	const {row, container, since} = of;
	const {status} = container;
	const reason = textOf(waiting, 'reason') ?? 'waiting';
	const message = textOf(waiting, 'message') ?? '';
	const title = titleOf(of);
	if (pulling.has(reason))
		return [
			cause(row, `${title} cannot pull its image ${container.image ?? ''}`, {since, quotes: [message]}),
		];
	const words = starting.get(reason);
	if (words !== undefined)
		return [cause(row, `${title} ${words}${restartsText(container)}`, {since, quotes: [message]})];
	if (beginning.has(reason))
		return [
			sign(row, `${title} has not been started yet`, {severity: 'transitioning', since, quotes: [message]}),
		];
	const ended = mapOf(mapOf(status, 'lastState'), 'terminated');
	const at = containerSince(status) ?? since;
	if (numberOf(ended, 'exitCode') === null)
		return [sign(row, `${title} waits: ${reason}${restartsText(container)}`, {since, quotes: [message]})];
	const quotes = [textOf(ended, 'message') ?? '', message];
	return [cause(row, `${title} ${endText(of, ended, true)}`, {since: at, quotes})];
};

const endedFindings = (of: OfPod, ended: JsonObject): readonly Finding[] => {
	const {row, container} = of;
	if (isDone(container.status)) return [];
	const quotes = [textOf(ended, 'message') ?? ''];
	return [
		cause(row, `${titleOf(of)} ${endText(of, ended, false)}`, {
			since: containerSince(container.status),
			quotes,
		}),
	];
};

// Restarts of long ago explain nothing.
const recentMs = 3_600_000;

/** A container that runs, but that its pod does not call ready, with what its probe says. */
const unreadyFinding = ({row, container, spec, since, events}: OfPod, title: string): Finding => {
	const isStarted = container.status.started === true || spec.startupProbe === undefined;
	const [probe, word] = isStarted ? ['readinessProbe', 'Readiness'] : ['startupProbe', 'Startup'];
	const why = spec[probe] === undefined ? '' : `: it has not passed its ${word.toLowerCase()} probe`;
	const failed = events.find(({reason, message}) => reason === 'Unhealthy' && message.startsWith(word));
	const quotes = failed === undefined ? [] : [failed.message];
	return cause(row, `${title} is running but not ready${why}`, {severity: 'warning', since, quotes});
};

const runningFindings = (of: OfPod, running: JsonObject, now: number): readonly Finding[] => {
	const {row, container} = of;
	const {status, role, isSidecar} = container;
	const title = titleOf(of);
	if (role === 'init' && !isSidecar)
		return [
			sign(row, `${title} is still running`, {severity: 'transitioning', since: containerSince(status)}),
		];
	if (status.ready !== true && role !== 'ephemeral') return [unreadyFinding(of, title)];
	const ended = mapOf(mapOf(status, 'lastState'), 'terminated');
	const finishedAt = Date.parse(textOf(ended, 'finishedAt') ?? textOf(running, 'startedAt') ?? '');
	if (numberOf(ended, 'exitCode') === null || !(now - finishedAt < recentMs)) return [];
	const quotes = [textOf(ended, 'message') ?? ''];
	const text = `${title} runs again: it ${endText(of, ended, false)}`;
	return [sign(row, text, {severity: 'warning', since: finishedAt, quotes})];
};

/** What is wrong with a container, by its status. */
export const containerFindings = (of: OfPod, now: number): readonly Finding[] => {
	const state = mapOf(of.container.status, 'state');
	if (state.waiting !== undefined) return waitingFindings(of, mapOf(state, 'waiting'));
	if (state.terminated !== undefined) return endedFindings(of, mapOf(state, 'terminated'));
	return state.running === undefined ? [] : runningFindings(of, mapOf(state, 'running'), now);
};
