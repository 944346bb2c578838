import {Box, Text, useApp, usePaste} from 'ink';
import {type ReactNode, useEffect} from 'react';
import {bottomLines} from '../state/bottom-line.ts';
import {headerModel} from '../state/header.ts';
import {isTooSmall, layoutOf} from '../state/layout.ts';
import type {State} from '../state/state.ts';
import {titleModel} from '../state/title.ts';
import {Bottom} from './bottom.tsx';
import {DialogBox} from './dialog.tsx';
import {Header} from './header.tsx';
import {Help} from './help.tsx';
import {Lines} from './lines.tsx';
import {Sources} from './sources.tsx';
import {StatsFigures} from './stats.tsx';
import type {Look} from './theme.ts';
import {Title} from './title.tsx';
import {drawnSize, tooSmallText} from './too-small.ts';

/** What Ink lets its caller do, once the app is shown. */
export type InkControls = ReturnType<typeof useApp>;

export type AppProps = {
	readonly state: State;
	readonly look: Look;
	/** The styled lines of the view; null when they reach the terminal past React, or when Ink draws the view. */
	readonly lines: readonly string[] | null;
	readonly onControls: (controls: InkControls) => void;
};

const ViewBody = ({
	state,
	look,
	lines,
	rows,
}: Pick<AppProps, 'state' | 'look' | 'lines'> & {readonly rows: number}): ReactNode => {
	const view = state.views.at(-1);
	switch (view?.type) {
		case 'help':
			return <Help {...{state, view, rows, look}} />;
		case 'sources':
			return <Sources {...{state, view, rows, look}} />;
		case 'stats':
			return <StatsFigures {...{view, columns: state.size.columns, rows, look}} />;
		default:
			return <Lines lines={lines} rows={rows} />;
	}
};

const Whole = ({state, look, lines}: Pick<AppProps, 'state' | 'look' | 'lines'>): ReactNode => {
	const {columns} = state.size;
	const layout = layoutOf(state);
	const rows = layout.heads + layout.body;
	return (
		<>
			<Header model={headerModel(state)} columns={columns} rows={layout.header} look={look} />
			<Title model={titleModel(state)} columns={columns} look={look} />
			<Box height={rows} flexShrink={0} flexDirection="column">
				<ViewBody {...{state, look, lines, rows}} />
				{state.dialog && <DialogBox dialog={state.dialog} {...{state, columns, rows, look}} />}
			</Box>
			<Bottom lines={bottomLines(state)} columns={columns} look={look} />
		</>
	);
};

/** The whole screen as a function of the state, exactly as large as the terminal. */
export const App = ({state, look, lines, onControls}: AppProps): ReactNode => {
	const controls = useApp();
	useEffect(() => onControls(controls), [controls, onControls]);
	// Ink puts the terminal into raw mode and marks pastes for it; what is typed reaches the store past it (`Keyboard`).
	usePaste(() => undefined);
	const {columns, rows} = drawnSize(state.size);
	return (
		<Box flexDirection="column" width={columns} height={rows} overflow="hidden">
			{isTooSmall(state) ? (
				<Text wrap="truncate">{tooSmallText(state.size)}</Text>
			) : (
				<Whole {...{state, look, lines}} />
			)}
		</Box>
	);
};
