import type {Action} from '../model/action.js';
import type {ActionRequest} from '../model/action-request.js';
import type {Alert} from '../model/alert.js';
import type {Evidence, Surroundings} from '../model/explanation.js';
import type {FileFormat} from '../model/file-format.js';
import type {LogOptions} from '../model/log.js';
import type {LogFormat} from '../model/output-format.js';
import type {Plugin} from '../model/plugin.js';
import type {Resource} from '../model/resource.js';
import type {LineVerdict} from '../model/shell-session.js';
import type {JournalLine} from './journal/line.js';
import type {LogEntry} from './logs/entry.js';
import type {Travel} from './past/travel.js';
import type {DocumentName} from './remembered/documents.js';
import type {Row} from './rows/row.js';

/** What the reducer wants done, as data: `runtime/perform.ts` does it and answers with messages. */
export type Effect =
	/** A command for a source as a whole, as typed. */
	| {readonly type: 'command'; readonly id: number; readonly source: string; readonly line: string}
	/** The kinds in view changed. */
	| {readonly type: 'show'; readonly kinds: readonly string[]}
	/** The kinds of which figures are in view changed, or those among them at which nobody looks. */
	| {readonly type: 'measure'; readonly kinds: readonly string[]; readonly seldom: readonly string[]}
	| {readonly type: 'act'; readonly id: number; readonly request: ActionRequest}
	/** An action like any other: it is over when the program ends. */
	| {readonly type: 'run-plugin'; readonly id: number; readonly resource: Resource; readonly plugin: Plugin}
	| {
			readonly type: 'load-form';
			readonly id: number;
			readonly resource: Resource;
			/** Rows that the inputs have to be the same for. */
			readonly others: readonly Resource[];
			readonly action: Action;
	  }
	/** The answer to the request with this id is no longer wanted. */
	| {readonly type: 'abort'; readonly id: number}
	| {readonly type: 'load-object'; readonly view: number; readonly resource: Resource}
	/** Explains a row by what is known. */
	| {
			readonly type: 'explain';
			readonly view: number;
			readonly surroundings: Surroundings;
			readonly evidence: readonly Evidence[];
	  }
	/** Asks servers for what explains these rows. */
	| {readonly type: 'gather'; readonly view: number; readonly parts: readonly Surroundings[]}
	/** Follows one of the logs of a view, under the number of who writes it. */
	| {
			readonly type: 'follow-log';
			readonly view: number;
			readonly writer: number;
			readonly resource: Resource;
			readonly options: LogOptions;
	  }
	/** Who wrote this log is gone: it ends with its last lines. */
	| {readonly type: 'leave-log'; readonly view: number; readonly writer: number}
	| {readonly type: 'open-stats'; readonly view: number; readonly resource: Resource}
	/** Ends the streams and requests of a view. */
	| {readonly type: 'close'; readonly view: number}
	/** An action like any other: it is over when the shell ends. */
	| {
			readonly type: 'open-shell';
			readonly id: number;
			readonly resource: Resource;
			/** The name of one of its containers; null for the usual one. */
			readonly container: string | null;
	  }
	/** The verdict on a line of the shell of this action. */
	| {readonly type: 'answer-line'; readonly shell: number; readonly verdict: LineVerdict}
	/** An action like any other, that lasts until it is stopped. */
	| {
			readonly type: 'open-forward';
			readonly id: number;
			readonly resource: Resource;
			readonly port: number;
			/** The port of this machine. */
			readonly localPort: number;
	  }
	| {readonly type: 'close-forward'; readonly id: number}
	/** An action like any other: it is over when the edited object was sent, or nothing is to be. */
	| {readonly type: 'edit'; readonly id: number; readonly resource: Resource}
	/** After the question about an edited object: sends it, edits on, or drops it. */
	| {
			readonly type: 'answer-edit';
			readonly id: number;
			readonly answer: 'send' | 'edit' | 'drop';
	  }
	/** An action like any other: reads the values of a secret, for the screen alone. */
	| {readonly type: 'reveal'; readonly id: number; readonly resource: Resource}
	/** Prompts for other credentials of a source, in the terminal. */
	| {readonly type: 'ask-credentials'; readonly source: string}
	| {readonly type: 'enable-source'; readonly source: string; readonly enabled: boolean}
	/** Lists everything again. */
	| {readonly type: 'relist'}
	/** Asks a source who is logged in; what that user may do only `withRights`. */
	| {readonly type: 'load-identity'; readonly source: string; readonly withRights: boolean}
	/** Looks up a time of the past. */
	| {readonly type: 'travel'; readonly to: Travel}
	/** Ends looking anything up. */
	| {readonly type: 'leave-past'}
	/** Plays the recording, so many times as fast as it was recorded. */
	| {readonly type: 'play'; readonly speed: number}
	| {readonly type: 'pause'}
	/** Writes what was recorded, all of it or the last milliseconds, to a new file. */
	| {readonly type: 'save-recording'; readonly lastMs: number | null; readonly name: string}
	/** Paints the whole screen again. */
	| {readonly type: 'redraw'}
	| {readonly type: 'suspend'}
	/** Calls the person at the terminal. Untrusted text. */
	| {readonly type: 'call'; readonly text: string; readonly bell: boolean; readonly notify: boolean}
	/** Runs the programs of an alert on a row; so many others were held back. */
	| {
			readonly type: 'run-alert';
			readonly alert: Pick<Alert, 'when' | 'run'>;
			readonly row: Row;
			readonly more: number;
	  }
	/** To the terminal's clipboard, by OSC 52. */
	| {readonly type: 'copy'; readonly text: string}
	/** Sets entries that later runs remember; null removes one. */
	| {
			readonly type: 'remember';
			readonly document: DocumentName;
			readonly entries: Readonly<Record<string, unknown>>;
	  }
	/** Appends to the journal, before what it is about is sent. */
	| {readonly type: 'journal'; readonly lines: readonly JournalLine[]}
	/** Reads what is in the journal. */
	| {readonly type: 'load-journal'}
	| {readonly type: 'save'; readonly name: string; readonly lines: readonly string[]}
	/** Saves lines of a log, named if it has several writers; `lost` older ones could not be kept. */
	| {
			readonly type: 'save-log';
			readonly name: string;
			readonly format: LogFormat;
			readonly entries: readonly LogEntry[];
			readonly several: boolean;
			readonly lost: number;
	  }
	/** Saves the rows of the grid, as they are now. */
	| {readonly type: 'save-grid'; readonly name: string; readonly format: FileFormat}
	/** Finds the address of a row in its server's web pages. */
	| {readonly type: 'find-web-address'; readonly resource: Resource}
	/** Shows a web page in the person's browser. */
	| {readonly type: 'browse'; readonly address: string}
	/** `interrupted`: by ctrl-c, which ends a program as SIGINT does. */
	| {readonly type: 'exit'; readonly interrupted: boolean};
