import type {ReactNode} from 'react';
import {jsonText} from '../model/json.ts';
import {printable} from '../model/printable.ts';
import type {Resource} from '../model/resource.ts';
import {isLook} from '../state/actions.ts';
import {isReadOnly} from '../state/refusals.ts';
import type {Dialog, State} from '../state/state.ts';
import {whereOf} from '../state/whereabouts.ts';
import {fitCells, fitName} from './fit.ts';
import {Form} from './form.tsx';
import {Frame} from './frame.tsx';
import {type Look, styled} from './theme.ts';
import {wrappedWords} from './wrap.ts';

/** What every dialog needs to know of the screen. */
export type DialogPlace = {readonly columns: number; readonly rows: number; readonly look: Look};

/** Cells inside the frame of a dialog. */
export const dialogWidth = (columns: number): number => Math.max(16, Math.min(64, columns - 6));

const mostNamed = 8;

/** The rows that an action goes to, by name and source; of many only the first. */
export const targetTexts = (targets: readonly Resource[], state: State): readonly string[] => [
	...targets.slice(0, mostNamed).map(target => `${target.kind} ${target.name} on ${whereOf(target, state)}`),
	...(targets.length > mostNamed ? [`and ${targets.length - mostNamed} more`] : []),
];

const subject = (targets: readonly Resource[]): string =>
	targets.length === 1 ? (targets[0]?.name ?? '') : `${targets.length} rows`;

const answers = (yes: boolean, width: number, look: Look): string => {
	const answer = (text: string, chosen: boolean): string =>
		styled(chosen ? look.styles.cursor : '', chosen ? `[${text}]` : ` ${text} `);
	return `${answer('No', !yes)}   ${answer('Yes', yes)}${' '.repeat(Math.max(0, width - 12))}`;
};

// The answers are never cut off; what is shows that it is.
const questionLines = (
	texts: readonly string[],
	width: number,
	{rows, look}: Pick<DialogPlace, 'rows' | 'look'>,
): readonly string[] => {
	const room = Math.max(1, rows - 4);
	const whole = texts.flatMap(text => wrappedWords(printable(text), width));
	const isShort = whole.length <= room || texts.length === 1;
	const lines = isShort ? whole : texts.map(text => fitName(text, width, look));
	const last = lines.slice(room - 1).join(' ');
	return [...lines.slice(0, room - 1), last]
		.filter(line => line !== '')
		.map(line => fitCells(line, width, look));
};

const Question = ({
	title,
	texts,
	yes,
	columns,
	rows,
	look,
}: DialogPlace & {
	readonly title: string;
	readonly texts: readonly string[];
	readonly yes: boolean;
}): ReactNode => {
	const width = dialogWidth(columns);
	return (
		<Frame
			title={title}
			lines={[...questionLines(texts, width, {rows, look}), ' '.repeat(width), answers(yes, width, look)]}
			{...{width, columns, rows, look}}
		/>
	);
};

const Confirm = ({
	dialog: {action, targets, input, yes},
	state,
	...place
}: DialogPlace & {
	readonly dialog: Extract<Dialog, {type: 'confirm'}>;
	readonly state: State;
}): ReactNode => {
	const inputs = Object.entries(input).map(([name, value]) => `${name}: ${jsonText(value)}`);
	const texts = [...targetTexts(targets, state), ...inputs];
	return <Question title={`${action.title} ${subject(targets)}?`} {...{texts, yes, ...place}} />;
};

const Send = ({
	dialog: {source, line, yes},
	...place
}: DialogPlace & {readonly dialog: Extract<Dialog, {type: 'send'}>}): ReactNode => (
	<Question title={`Send this to ${source}?`} texts={[line]} {...{yes, ...place}} />
);

const Quit = ({yes, columns, rows, look}: DialogPlace & {readonly yes: boolean}): ReactNode => {
	const width = Math.min(24, dialogWidth(columns));
	return (
		<Frame
			title="Quit rwatch?"
			lines={[' '.repeat(width), answers(yes, width, look)]}
			{...{width, columns, rows, look}}
		/>
	);
};

const Actions = ({
	dialog,
	state,
	columns,
	rows,
	look,
}: DialogPlace & {
	readonly dialog: Extract<Dialog, {type: 'actions'}>;
	readonly state: State;
}): ReactNode => {
	const width = dialogWidth(columns);
	const height = Math.max(1, rows - 2);
	const top = Math.max(0, Math.min(dialog.cursor - height + 1, dialog.actions.length - height));
	const readOnly = isReadOnly(state, dialog.targets);
	const lines = dialog.actions.map((action, index) => {
		const {title, name, dangerous} = action;
		const isHere = index === dialog.cursor;
		const isRefused = readOnly && !isLook(action);
		const note = isRefused ? ' - read-only' : dangerous ? ' - asks first' : '';
		const text = `${isHere ? look.signs.cursor : ' '} ${title}${title.toLowerCase() === name.toLowerCase() ? '' : ` (${name})`}${note}`;
		const style = isHere ? look.styles.cursor : isRefused ? look.styles.dim : '';
		return styled(style, fitCells(text, width, look));
	});
	return (
		<Frame
			title={`Actions for ${subject(dialog.targets)}`}
			lines={lines.slice(top, top + height)}
			{...{width, columns, rows, look}}
		/>
	);
};

/** The dialog that is open, over the view. */
export const DialogBox = ({
	dialog,
	state,
	...place
}: DialogPlace & {readonly dialog: Dialog; readonly state: State}): ReactNode => {
	switch (dialog.type) {
		case 'actions':
			return <Actions dialog={dialog} state={state} {...place} />;
		case 'form':
			return <Form dialog={dialog} state={state} {...place} />;
		case 'confirm':
			return <Confirm dialog={dialog} state={state} {...place} />;
		case 'send':
			return <Send dialog={dialog} {...place} />;
		case 'quit':
			return <Quit yes={dialog.yes} {...place} />;
	}
};
