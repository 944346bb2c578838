import type {Finding, MachineReport, RowName} from '../../model/explanation.js';
import type {ResourceKey} from '../../model/resource.js';
import {wordList} from '../../model/word-list.js';
import type {ExplainedPart} from '../pages/views.js';
import {durationText} from '../text/time-text.js';

const titleOf = ({kind, name}: RowName): string => `${kind} ${name}`;

/** One machine, as all servers that know it report it: the one whose row is explained first. */
type Machine = readonly MachineReport[];

// What a server said before it went away is not so now.
const asNow = (report: MachineReport, {isLive, surroundings}: ExplainedPart): MachineReport =>
	isLive
		? report
		: {
				...report,
				presence: 'unknown',
				how: `${surroundings.subject.resource.source} is not connected`,
				since: null,
				work: [],
			};

const reportOf = (part: ExplainedPart | undefined, key: ResourceKey): readonly MachineReport[] => {
	const report = part?.machines.find(({row}) => row.key === key);
	return part && report ? [asNow(report, part)] : [];
};

/** The machines of an explanation that several servers know. */
const machinesOf = (parts: readonly ExplainedPart[]): readonly Machine[] => {
	const [subject] = parts;
	const keys = new Set(parts.flatMap(({sameAs}) => sameAs?.key ?? []));
	return [...keys].map(key => [
		...reportOf(subject, key),
		...parts
			.filter(({sameAs}) => sameAs?.key === key)
			.flatMap(part => reportOf(part, part.surroundings.subject.resource.key)),
	]);
};

// Servers stamp whole seconds.
const stampMs = 1000;

/** Whether something that answered would be known to be gone by now, had it gone with what fell silent. */
const isProof = ({since, noticedAfterMs}: MachineReport, silentSince: number | null, now: number): boolean =>
	silentSince === null ||
	(since !== null && since > silentSince + stampMs) ||
	now - silentSince > noticedAfterMs;

const noVerdict = ({row, speaker, how}: MachineReport, because: string): Finding => ({
	severity: 'unknown',
	role: 'sign',
	text: `whether the machine itself is down is not known: ${because}`,
	quotes: how === null ? [] : [`${speaker}: ${how}`],
	since: null,
	row,
});

const nounOf = (count: number): string => (count === 1 ? 'is' : 'are');

/** What the reports of one machine together say: it is down where nothing on it answers, and only its agent where something does. */
export const verdictOf = (machine: Machine, now: number): readonly Finding[] => {
	const silent = machine.filter(({presence}) => presence === 'silent');
	const [first] = silent;
	const others = machine.filter(one => one !== first);
	if (!first || others.length === 0) return [];
	const speakers = wordList(
		silent.map(({speaker}) => speaker),
		'and',
	);
	const begins = silent.flatMap(({since}) => since ?? []);
	const since = begins.length < silent.length ? null : Math.max(...begins);
	const quotes = machine.flatMap(({speaker, how}) => (how === null ? [] : [`${speaker}: ${how}`]));
	const own = machine[0]?.row.key;
	const cause = (text: string, {row}: MachineReport): Finding => ({
		severity: 'error',
		role: 'cause',
		text,
		quotes,
		since,
		row,
	});
	const answering = machine.filter(({presence}) => presence === 'answers');
	const up = answering.find(report => isProof(report, since, now));
	const leadsTo = (candidates: Machine, fallback: MachineReport): MachineReport =>
		candidates.find(({row}) => row.key !== own) ?? fallback;
	if (up) {
		const text = `${speakers} ${nounOf(silent.length)} down, not the machine: ${up.speaker} answers`;
		return [cause(text, leadsTo([up, ...silent], up))];
	}

	const [doubtful] = answering;
	if (doubtful) {
		const {speaker, noticedAfterMs} = doubtful;
		const text = `${speaker} counts as up, but its loss may go unnoticed for ${durationText(noticedAfterMs)}`;
		return [noVerdict(doubtful, text)];
	}

	const [unknown] = machine.filter(({presence}) => presence === 'unknown');
	if (silent.length > 1)
		return [
			cause(
				`the machine of ${titleOf(first.row)} is down: ${speakers} do not answer`,
				leadsTo(silent, first),
			),
		];
	return unknown ? [noVerdict(unknown, `nothing is known of ${unknown.speaker}`)] : [];
};

/** What several servers together say of the machines of an explanation. */
export const machineFindings = (parts: readonly ExplainedPart[]): readonly Finding[] => {
	const now = parts[0]?.surroundings.now ?? 0;
	return machinesOf(parts).flatMap(machine => verdictOf(machine, now));
};

/** Whether a verdict depends on how much time has passed: something is silent. */
export const isWaiting = ({machines}: ExplainedPart): boolean =>
	machines.some(({presence}) => presence === 'silent');
