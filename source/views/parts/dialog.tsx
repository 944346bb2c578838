import type {ReactNode} from 'react';
import {printable} from '../../model/printable.js';
import type {Container} from '../../model/resource.js';
import type {ColumnsDialog, ContainersDialog, Dialog} from '../../state/actions/dialogs.js';
import {isLook} from '../../state/actions/looks.js';
import {menuCommands} from '../../state/actions/menu-commands.js';
import {columnLines} from '../../state/choose-columns.js';
import {containerLines} from '../../state/choose-containers.js';
import {gridOf} from '../../state/grid/window.js';
import {keyOf} from '../../state/keys/keymap.js';
import {policyNote} from '../../state/policy/policy.js';
import {objectOf} from '../../state/rows/action-phrase.js';
import type {State} from '../../state/state.js';
import {choices} from '../../state/tell-me.js';
import {fitCells} from '../lines/fit.js';
import {type Style, styled} from '../lines/theme.js';
import {type DialogPlace, dialogWidth} from './dialog-place.js';
import {Form} from './form.js';
import {Panel} from './panel.js';
import {Confirm, Quit, Send} from './question.js';
import {Review} from './review.js';

const Choices = ({
	title,
	choices,
	cursor,
	columns,
	rows,
	theme,
}: DialogPlace & {
	readonly title: string;
	readonly choices: readonly {readonly text: string; readonly style: Style}[];
	readonly cursor: number;
}): ReactNode => {
	const width = dialogWidth(columns);
	const height = Math.max(1, rows - 2);
	const top = Math.max(0, Math.min(cursor - height + 1, choices.length - height));
	const lines = choices.map(({text, style}, index) => {
		const isHere = index === cursor;
		const line = fitCells(`${isHere ? theme.signs.cursor : ' '} ${text}`, width, theme);
		return styled(isHere ? theme.styles.cursor : style, line);
	});
	return <Panel {...{title, width, columns, rows, theme}} lines={lines.slice(top, top + height)} />;
};

// As the servers write the names of their actions.
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const Actions = ({
	dialog,
	state,
	...place
}: DialogPlace & {
	readonly dialog: Extract<Dialog, {type: 'actions'}>;
	readonly state: State;
}): ReactNode => {
	const choices = dialog.actions.map(action => {
		const {title, name, dangerous} = action;
		const policy = isLook(action) ? null : policyNote(state, dialog.targets, action);
		const notes = [
			...(dangerous && !policy?.isRefused ? ['dangerous'] : []),
			...(policy ? [policy.text] : []),
		];
		const note = notes.length === 0 ? '' : ` - ${notes.join(', ')}`;
		const text = `${title}${title.toLowerCase() === name.toLowerCase() ? '' : ` (${name})`}${note}`;
		return {text, style: policy?.isRefused ? place.theme.styles.dim : ''};
	});
	const commands = menuCommands(state).map(({title}) => ({text: capitalised(title), style: ''}));
	const title = `Actions for ${objectOf(state, dialog.targets)}`;
	return <Choices title={title} choices={[...choices, ...commands]} cursor={dialog.cursor} {...place} />;
};

const Owners = ({
	dialog,
	...place
}: DialogPlace & {readonly dialog: Extract<Dialog, {type: 'owners'}>}): ReactNode => (
	<Choices
		title={`${dialog.of.kind} ${dialog.of.name} belongs to`}
		choices={dialog.owners.map(({kind, name}) => ({text: `${kind} ${name}`, style: ''}))}
		cursor={dialog.cursor}
		{...place}
	/>
);

const containerText = ({name, role}: Container): string =>
	printable(name) + (role === 'main' ? '' : ` (${role})`);

const Shell = ({
	dialog,
	...place
}: DialogPlace & {readonly dialog: Extract<Dialog, {type: 'shell'}>}): ReactNode => (
	<Choices
		title={`Shell in a container of ${dialog.of.name}`}
		choices={[
			...dialog.running.map(one => ({text: containerText(one), style: ''})),
			...dialog.stopped.map(one => ({
				text: `${containerText(one)} does not run: ${printable(one.stopped ?? '')}`,
				style: place.theme.styles.dim,
			})),
		]}
		cursor={dialog.cursor}
		{...place}
	/>
);

const TellMe = ({
	dialog,
	state,
	...place
}: DialogPlace & {
	readonly dialog: Extract<Dialog, {type: 'tell-me'}>;
	readonly state: State;
}): ReactNode => (
	<Choices
		title={`Tell me when ${objectOf(state, dialog.targets)} …`}
		choices={choices.map(text => ({text, style: ''}))}
		cursor={dialog.cursor}
		{...place}
	/>
);

const Columns = ({
	dialog,
	state,
	...place
}: DialogPlace & {readonly dialog: ColumnsDialog; readonly state: State}): ReactNode => {
	const {signs, styles} = place.theme;
	const sort = gridOf(state)?.sort;
	const choices = columnLines(state).map(({column: {title}, isShown}) => {
		const arrow = sort?.column === title ? ` ${sort.descending ? signs.down : signs.up}` : '';
		return {text: `[${isShown ? 'x' : ' '}] ${title}${arrow}`, style: isShown ? '' : styles.dim};
	});
	const key = (command: string) => keyOf(state.keymap, command, dialog.type);
	const title = `Columns (${key('sort-by-it')} sorts, ${key('usual-columns')} brings back the usual ones)`;
	return <Choices title={title} choices={choices} cursor={dialog.cursor} {...place} />;
};

const Containers = ({
	dialog,
	state,
	...place
}: DialogPlace & {readonly dialog: ContainersDialog; readonly state: State}): ReactNode => {
	const key = (command: string) => keyOf(state.keymap, command, dialog.type);
	const choices = containerLines(state).map(({text, isMarked}) => ({
		text: `[${isMarked ? 'x' : ' '}] ${text}`,
		style: '',
	}));
	const title = `Logs of (${key('mark-choice')} marks, ${key('accept')} takes the marked, or this one)`;
	return <Choices title={title} choices={choices} cursor={dialog.cursor} {...place} />;
};

/** The open dialog, on top of the view. */
export const DialogBox = ({
	dialog,
	state,
	...place
}: DialogPlace & {readonly dialog: Dialog; readonly state: State}): ReactNode => {
	switch (dialog.type) {
		case 'actions':
			return <Actions dialog={dialog} state={state} {...place} />;
		case 'owners':
			return <Owners dialog={dialog} {...place} />;
		case 'shell':
			return <Shell dialog={dialog} {...place} />;
		case 'tell-me':
			return <TellMe dialog={dialog} state={state} {...place} />;
		case 'columns':
			return <Columns dialog={dialog} state={state} {...place} />;
		case 'containers':
			return <Containers dialog={dialog} state={state} {...place} />;
		case 'form':
			return <Form dialog={dialog} state={state} {...place} />;
		case 'confirm':
			return <Confirm dialog={dialog} state={state} {...place} />;
		case 'review':
			return <Review dialog={dialog} state={state} {...place} />;
		case 'send':
			return <Send dialog={dialog} state={state} {...place} />;
		case 'quit':
			return <Quit dialog={dialog} state={state} {...place} />;
	}
};
