import {EventEmitter} from 'node:events';
import xterm from '@xterm/headless';

/** A terminal emulator that counts what it is sent and can be slow. */
export class FakeTerminal extends EventEmitter {
	columns: number;
	rows: number;
	readonly frames: string[] = [];
	slow = false;
	readonly #emulator: xterm.Terminal;

	constructor(columns: number, rows: number) {
		super();
		this.columns = columns;
		this.rows = rows;
		this.#emulator = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, convertEol: true});
	}

	readonly write = (text: string): boolean => {
		this.frames.push(text);
		this.#emulator.write(text);
		return !this.slow;
	};

	/** Bytes sent since `takeBytes` was last called. */
	takeBytes(): number {
		return this.frames.splice(0).reduce((sum, frame) => sum + Buffer.byteLength(frame), 0);
	}

	resize(columns: number, rows: number): void {
		this.columns = columns;
		this.rows = rows;
		this.#emulator.resize(columns, rows);
		this.emit('resize');
	}

	drain(): void {
		this.slow = false;
		this.emit('drain');
	}

	async settled(): Promise<void> {
		await new Promise<void>(resolve => {
			this.#emulator.write('', resolve);
		});
	}

	/** Which buffer is shown. */
	get buffer(): 'normal' | 'alternate' {
		return this.#emulator.buffer.active.type;
	}

	/** What a person sees, one string a row, without blanks at the end. */
	async lines(): Promise<string[]> {
		await this.settled();
		const {active} = this.#emulator.buffer;
		return Array.from(
			{length: this.rows},
			(_, row) =>
				active
					.getLine(active.viewportY + row)
					?.translateToString(true)
					.trimEnd() ?? '',
		);
	}

	/** The look of each cell of a row that is not plain: `column:colour/attributes`. */
	async looks(row: number): Promise<string[]> {
		await this.settled();
		const {active} = this.#emulator.buffer;
		const line = active.getLine(active.viewportY + row);
		return Array.from({length: this.columns}, (_, column) => {
			const cell = line?.getCell(column);
			// A blank shows no more than a background.
			if (
				cell === undefined ||
				cell.isAttributeDefault() ||
				(cell.getChars().trim() === '' && cell.isBgDefault() && !cell.isInverse())
			)
				return '';
			const flags = [
				cell.isBold() && 'b',
				cell.isDim() && 'd',
				cell.isInverse() && 'i',
				cell.isStrikethrough() && 's',
			];
			return `${column}:${cell.getFgColor()}/${cell.getBgColor()}/${flags.filter(Boolean).join('')}`;
		}).filter(theme => theme !== '');
	}
}
