import type {ReactNode} from 'react';
import {isLook} from '../state/actions.ts';
import {objectOf} from '../state/question.ts';
import {isReadOnly} from '../state/refusals.ts';
import type {Dialog, State} from '../state/state.ts';
import {type DialogPlace, dialogWidth} from './dialog-place.ts';
import {fitCells} from './fit.ts';
import {Form} from './form.tsx';
import {Frame} from './frame.tsx';
import {Confirm, Quit, Send} from './question.tsx';
import {styled} from './theme.ts';

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
		const note = isRefused ? ' - read-only' : dangerous ? ' - dangerous' : '';
		const text = `${isHere ? look.signs.cursor : ' '} ${title}${title.toLowerCase() === name.toLowerCase() ? '' : ` (${name})`}${note}`;
		const style = isHere ? look.styles.cursor : isRefused ? look.styles.dim : '';
		return styled(style, fitCells(text, width, look));
	});
	return (
		<Frame
			title={`Actions for ${objectOf(state, dialog.targets)}`}
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
			return <Send dialog={dialog} state={state} {...place} />;
		case 'quit':
			return <Quit dialog={dialog} state={state} {...place} />;
	}
};
