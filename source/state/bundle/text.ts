import type {BundleView} from '../pages/views.js';
import type {State} from '../state.js';
import {answerLines, eventLines, objectLines} from './answers.js';
import {contentLines} from './contents.js';
import {findingLines, journalLines, logLines, relatedLines, rowLines, timelineLines} from './incident.js';
import {fenced, inline, section, utc} from './markdown.js';

/** What is known of versions: that of rwatch, and those that rows around it have. */
const versionLines = ({settings}: State, {parts}: BundleView): readonly string[] => {
	const rows = parts.flatMap(({surroundings: {subject, rows: around}}) => [subject, ...around]);
	const known = rows.flatMap(({resource: {kind, name, cells}}) =>
		cells.VERSION === undefined || cells.VERSION === null ? [] : [`${kind} ${name}: ${cells.VERSION}`],
	);
	return [`rwatch: ${settings.version ?? 'unknown'}`, ...new Set(known)]
		.slice(0, 30)
		.map(text => `- ${inline(text)}`);
};

const made = new WeakMap<
	BundleView['material'],
	{readonly of: readonly unknown[]; readonly lines: readonly string[]}
>();

const makeLines = (state: State, view: BundleView): readonly string[] => {
	const {of, material} = view;
	const time = material.refusal === null ? '' : ', as it was';
	const logs = material.logs === null ? [] : logLines(material.logs);
	const gone = material.removedAt === null ? '' : 'removed, was ';
	return [
		`# ${inline(`${of.kind} ${of.name}: ${gone}${material.resource.state}`)}`,
		'',
		`rwatch, ${utc(material.at)}${time}. All times are in UTC.`,
		...section('Included and withheld', contentLines(state, view)),
		...section('Row', rowLines(state, view)),
		...section('Explanation', findingLines(view)),
		...section('Events', eventLines(view)),
		...section('Timeline', timelineLines(view)),
		...section('Logs', logs.length === 0 ? [] : fenced(logs)),
		...section('Journal', journalLines(state, view)),
		...section('Related rows', relatedLines(view)),
		...section('Object', objectLines(view)),
		...section('Answers of servers', answerLines(view).slice(1)),
		...section('Versions', versionLines(state, view)),
	];
};

/** The incident of a row as lines of Markdown; made again only when what it is made of changed. */
export const markdownOf = (state: State, view: BundleView): readonly string[] => {
	const of = [view.parts, state.journal.entries.items, state.kinds, state.connections];
	const known = made.get(view.material);
	if (known?.of.every((one, place) => one === of[place])) return known.lines;
	const lines = makeLines(state, view);
	made.set(view.material, {of, lines});
	return lines;
};
