import {Box, Text, useApp, usePaste} from 'ink';
import {type ReactNode, useEffect} from 'react';
import {bottomLines} from '../state/bottom-line.js';
import {isTooSmall, layoutOf} from '../state/layout.js';
import {headerModel} from '../state/pages/header.js';
import type {State} from '../state/state.js';
import {titleModel} from '../state/title.js';
import type {Theme} from './lines/theme.js';
import {ViewBody} from './parts/bodies.js';
import {Bottom} from './parts/bottom.js';
import {DialogBox} from './parts/dialog.js';
import {Header} from './parts/header.js';
import {Title} from './parts/title.js';
import {drawnSize, tooSmallText} from './screen/too-small.js';

/** The controls that Ink offers once the app is mounted. */
export type InkControls = ReturnType<typeof useApp>;

type AppProps = {
	readonly state: State;
	readonly theme: Theme;
	/** The styled lines of the view; null when they reach the terminal past React, or when Ink draws the view. */
	readonly lines: readonly string[] | null;
	/** The lines above and below the view reach the terminal past React too. */
	readonly isBare?: boolean;
	readonly onControls: (controls: InkControls) => void;
};

const Whole = ({state, theme, lines, isBare}: Omit<AppProps, 'onControls'>): ReactNode => {
	const {columns} = state.size;
	const layout = layoutOf(state);
	const rows = layout.heads + layout.body;
	return (
		<>
			{isBare ? (
				<Box height={layout.header + layout.title} flexShrink={0} />
			) : (
				<>
					<Header model={headerModel(state)} columns={columns} rows={layout.header} theme={theme} />
					<Title model={titleModel(state)} columns={columns} theme={theme} />
				</>
			)}
			<Box height={rows} flexShrink={0} flexDirection="column">
				<ViewBody {...{state, theme, lines, rows}} />
				{state.dialog && <DialogBox dialog={state.dialog} {...{state, columns, rows, theme}} />}
			</Box>
			{!isBare && <Bottom lines={bottomLines(state)} size={{columns, rows: layout.bottom}} theme={theme} />}
		</>
	);
};

/** The whole screen as a function of the state, exactly as large as the terminal. */
export const App = ({state, theme, lines, isBare = false, onControls}: AppProps): ReactNode => {
	const controls = useApp();
	useEffect(() => onControls(controls), [controls, onControls]);
	// For raw mode and bracketed paste only; input reaches the store through `Keyboard`.
	usePaste(() => undefined);
	const {columns, rows} = drawnSize(state.size);
	return (
		<Box flexDirection="column" width={columns} height={rows} overflow="hidden">
			{isTooSmall(state) ? (
				<Text wrap="truncate">{tooSmallText(state.size)}</Text>
			) : (
				<Whole {...{state, theme, lines, isBare}} />
			)}
		</Box>
	);
};
